// Tells by a function's name what a query does that calls it, where that is more than reading the database.
import type { SqlFact } from "../../generated/event.ts";

export type SqlClass = SqlFact["statements"][number]["class"];

function listNames(names: string): ReadonlySet<string> {
  return new Set(names.split(" "));
}

const PROGRAM = listNames(
  "LOAD_FILE LOAD_EXTENSION READFILE WRITEFILE EDIT FSDIR FTS3_TOKENIZER PG_STAT_FILE LO_IMPORT LO_EXPORT SYS_EXEC SYS_EVAL SYS_GET SYS_SET " +
    "OPENROWSET OPENDATASOURCE OPENQUERY OPENXML BFILENAME HTTPURITYPE READ_TEXT READ_BLOB FILE URL S3 S3CLUSTER HDFS REMOTE " +
    "REMOTESECURE EXECUTABLE MYSQL POSTGRESQL JDBC ODBC QUERY_TO_XML QUERY_TO_XML_AND_XMLSCHEMA QUERY_TO_XMLSCHEMA CURSOR_TO_XML " +
    "PG_RELOAD_CONF PG_ROTATE_LOGFILE PG_TERMINATE_BACKEND PG_CANCEL_BACKEND PG_PROMOTE HTTP HTTP_GET HTTP_POST HTTP_PUT " +
    "HTTP_DELETE HTTP_PATCH HTTP_HEAD GLOB GETENV CROSSTAB CROSSTABN CONNECTBY TS_STAT RUN_COMMAND_ON_WORKERS RUN_COMMAND_ON_SHARDS " +
    "RUN_COMMAND_ON_PLACEMENTS MASTER_RUN_ON_WORKER JSON_EXECUTE_SERIALIZED_SQL FILECLUSTER URLCLUSTER AZUREBLOBSTORAGE GCS DELTALAKE " +
    "ICEBERG HUDI SQLITE MONGODB REDIS HTTP_REQUEST FN_TRACE_GETTABLE FN_XE_FILE_TARGET_READ_FILE FN_GET_AUDIT_FILE DM_OS_FILE_EXISTS",
);
const PROGRAM_START =
  /^(?:PG_READ_|PG_LS_|PG_FILE_|PG_LOG|PG_BACKUP_|PG_START_BACKUP|PG_STOP_BACKUP|DBLINK|XP_|SP_OA|READ_(?:CSV|PARQUET|JSON|NDJSON|XLSX|AVRO)|PARQUET_|SNIFF_CSV|SQLITE_SCAN|SQLITE_ATTACH|POSTGRES_SCAN|POSTGRES_QUERY|POSTGRES_EXECUTE|MYSQL_QUERY|MYSQL_EXECUTE|ICEBERG_SCAN|DELTA_SCAN|ST_READ)/;
const WRITE = listNames(
  "SETVAL NEXTVAL LO_CREATE LO_CREAT LO_PUT LO_UNLINK LO_FROM_BYTEA LOWRITE LO_OPEN LO_TRUNCATE PG_NOTIFY",
);
const WRITE_NAME = /^PG_(?:CREATE|DROP|ADVANCE)_|^PG_.*_(?:RESET|PAUSE|RESUME|ADVANCE)$|^PG_SWITCH_WAL$|^PG_STAT_RESET/;
/** Functions of extensions and of the database's users: `drop_chunks(...)`, `AddGeometryColumn(...)`, `pgmq.send_batch(...)`. */
const WRITE_VERB = /^(?:\w+_)?(?:DROP|DELETE|CREATE|ADD|UPDATE|PURGE|TRUNCATE|REMOVE|INSERT|ALTER|SEND)(?:_|GEOMETRY)/;
/** They make a value of another: `add_months(...)`, `hll_add_agg(...)`, `jsonb_delete_path(...)`. */
const PURE =
  /^(?:ADD_(?:YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND)S?$|(?:DATE|TIME|DATETIME|TIMESTAMP|INTERVAL|ARRAY|LIST|MAP|JSONB?|OBJECT|STRING|XML|HLL)_(?:ADD|REMOVE|INSERT|DELETE|UPDATE|CREATE|TRUNCATE)_)/;
const SESSION = listNames("SET_CONFIG GET_LOCK RELEASE_LOCK RELEASE_ALL_LOCKS");
/** Packages of Oracle and schemas of extensions: `UTL_HTTP.REQUEST(...)`, `cron.schedule(...)`, `net.http_get(...)`. */
const PROGRAM_PACKAGE = /^(?:UTL_|DBMS_|CTXSYS|CRON$|NET$|PLPY$|AWS_S3$|AWS_LAMBDA$|AZURE_STORAGE$)/;

/** @param owner what stands before the dot in front of the name, when there is a dot */
export function classifyFunction(name: string, owner: string | undefined): SqlClass | undefined {
  if (PROGRAM.has(name) || PROGRAM_START.test(name)) return "program";
  if (owner !== undefined && PROGRAM_PACKAGE.test(owner)) return "program";
  if (WRITE.has(name) || WRITE_NAME.test(name) || (WRITE_VERB.test(name) && !PURE.test(name))) return "write";
  return SESSION.has(name) ? "session" : undefined;
}
