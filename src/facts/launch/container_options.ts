// The options of docker, podman and nerdctl, by whether the next word is their value; from their --help.
import { listNames, type OptionTable } from "./read_options.ts";

export const runOptions: OptionTable = {
  values: listNames(
    "--add-host --annotation -a --attach --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile " +
      "--cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime -c --cpu-shares --cpus --cpuset-cpus " +
      "--cpuset-mems --detach-keys --device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps " +
      "--device-write-iops --dns --dns-option --dns-opt --dns-search --domainname --entrypoint -e --env --env-file --expose --gpus " +
      "--group-add --health-cmd --health-interval --health-retries --health-start-interval --health-start-period --health-timeout " +
      "-h --hostname --io-maxbandwidth --io-maxiops --ip --ip6 --ipc --isolation --kernel-memory -l --label --label-file --link " +
      "--link-local-ip --log-driver --log-opt --mac-address -m --memory --memory-reservation --memory-swap --memory-swappiness " +
      "--mount --name --network --net --network-alias --net-alias --oom-score-adj --pid --pids-limit --platform -p --publish --pull " +
      "--restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit -u --user " +
      "--userns --uts -v --volume --volume-driver --volumes-from -w --workdir " +
      // podman, nerdctl and docker compose
      "--arch --os --variant --authfile --conmon-pidfile --decryption-key --env-merge --gidmap --uidmap --subuidname --subgidname " +
      "--hooks-dir --hostuser --image-volume --init-path --init-ctr --log-level --passwd-entry --personality --pidfile --pod " +
      "--pod-id-file --requires --retry --retry-delay --rootfs-propagation --sdnotify --seccomp-policy --secret --shm-size-systemd " +
      "--systemd --timeout --tz --umask --unsetenv --creds --cert-dir --preserve-fd --chrootdirs --group-entry --rdt-class --snapshotter",
  ),
  switches: listNames(
    "-d --detach --disable-content-trust --help -i --interactive --init --no-healthcheck --oom-kill-disable --privileged -P " +
      "--publish-all -q --quiet --read-only --rm --sig-proxy -t --tty --use-api-socket --env-host --http-proxy --no-hosts " +
      "--no-hostname --passwd --read-only-tmpfs --replace --rmi --rootfs --tls-verify --unsetenv-all --no-deps -T --no-TTY --no-tty " +
      "--service-ports --use-aliases --build --remove-orphans --quiet-pull --quiet-build",
  ),
  clusters: true,
};

export const execOptions: OptionTable = {
  values: listNames("--detach-keys -e --env --env-file -u --user -w --workdir --index --checkpoint --checkpoint-dir"),
  switches: listNames(
    "-d --detach -i --interactive --privileged -t --tty -a --attach -T --no-TTY -l --latest --no-stdin --sig-proxy",
  ),
  clusters: true,
};

export const engineOptions: OptionTable = {
  values: listNames(
    "--config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey --connection --url --identity --root --runroot " +
      "--storage-driver --storage-opt --cgroup-manager --conmon --events-backend --hooks-dir --imagestore --module --namespace -n " +
      "--network-cmd-path --network-config-dir --out --runtime --runtime-flag --ssh --tmpdir --volumepath -a --address --snapshotter",
  ),
  switches: listNames("-D --debug --tls --tlsverify -v --version -r --remote --noout --syslog --transient-store"),
  clusters: true,
};

export const composeOptions: OptionTable = {
  values: listNames(
    "-f --file -p --project-name --profile --env-file --project-directory --ansi --progress --parallel",
  ),
  switches: listNames("--compatibility --dry-run --all-resources --verbose --no-ansi"),
  clusters: true,
};

export const playOptions: OptionTable = {
  values: listNames(
    "--annotation --authfile --cert-dir --configmap --context-dir --creds --ip --log-driver --log-opt --mac-address --network " +
      "--publish --seccomp-profile-root --userns --service-container",
  ),
  switches: listNames(
    "--build --down --force --no-hosts --no-trunc --publish-all -q --quiet --replace --start --tls-verify -w --wait --no-hostname",
  ),
  clusters: true,
};
