package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.suspend.Reason;

/** Under random operations, at each turn's end: interest is shown where nothing is held, or by demand; nothing else. */
class InterestPropertyTest {
    private static final Reason[] FREE = {
        Reason.OPERATOR, Reason.SCHEDULER, Reason.WINDOW_EMPTY, Reason.CIRCUIT_QUEUE_FULL
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void interestFollowsSuspensionAndDemand(long seed) {
        Rig rig = new Rig();
        TestHandler handler = rig.accept("test");
        SpySocket spy = SpySocket.over(handler.connection);
        Random random = new Random(seed);
        boolean[] demand = new boolean[2];
        for (int step = 0; step < 2_000; step++) {
            act(rig, handler, random, demand);
            rig.loop.turn();
            check(handler.connection, spy, demand);
        }
    }

    private static void act(Rig rig, TestHandler handler, Random random, boolean[] demand) {
        BaseConnection connection = handler.connection;
        Reason reason = FREE[random.nextInt(FREE.length)];
        switch (random.nextInt(9)) {
            case 0 -> connection.reading().hold(reason, rig.loop.now());
            case 1, 2 -> connection.reading().lift(reason);
            case 3 -> connection.writing().hold(reason, rig.loop.now());
            case 4, 5 -> connection.writing().lift(reason);
            case 6 -> handler.write(random.nextInt(100_000));
            case 7 -> rig.send(random.nextInt(20_000));
            default -> {
                demand[0] = random.nextInt(3) == 0;
                demand[1] = random.nextInt(3) == 0;
                connection.demand(demand[0], demand[1]);
            }
        }
        if (random.nextInt(4) == 0) {
            rig.take(random.nextInt(200_000));
        }
    }

    private static void check(BaseConnection connection, SpySocket spy, boolean[] demand) {
        boolean some = connection.outbuf().length() > 0;
        assertEquals(!some, connection.writing().holds(Reason.NOTHING_TO_WRITE));
        assertEquals(connection.reading().runs() || demand[0], spy.read);
        assertEquals(connection.writing().runs() || demand[1] && some, spy.write);
    }
}
