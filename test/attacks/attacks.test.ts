// Published attacks against real servers and clients: each succeeds without a guard, and is stopped by one.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { ATTACKS } from "./all.ts";
import { Stage } from "./stage.ts";

for (const [file, attack] of Object.entries(ATTACKS)) {
  suite(`${attack.name} (${attack.published})`, () => {
    for (const guarded of [false, true]) {
      test(guarded ? "is stopped by the guard" : "succeeds without a guard", async () => {
        const seen = await Stage.play({ file, attack, guarded, hostile: true }, async (stage) => {
          await attack.play(stage);
          return { stolen: await attack.stolen(stage), objections: stage.objections };
        });
        assert.deepEqual(seen, { stolen: !guarded, objections: guarded ? attack.stoppedBy : [] });
      });
    }

    test("leaves what the servers are for alone", async () => {
      const seen = await Stage.play({ file, attack, guarded: true, hostile: false }, async (stage) => {
        const given = await attack.ordinary.work(stage);
        return { given, objections: stage.objections };
      });
      assert.deepEqual(seen, { given: attack.ordinary.gives, objections: attack.ordinary.asks ?? [] });
    });
  });
}
