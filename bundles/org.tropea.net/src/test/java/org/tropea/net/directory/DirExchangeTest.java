package org.tropea.net.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.net.directory.DirExchange.Kind;

class DirExchangeTest {
    private final DirExchange exchange = new DirExchange();
    private final List<String> taken = new ArrayList<>();

    private void hand(int number) {
        exchange.hand(Kind.DESCRIPTORS, new byte[] {(byte) number});
    }

    private Directory.Listening take() {
        return exchange.take((kind, text) -> taken.add(kind + " " + text[0]));
    }

    @Test
    void whatIsHandedOverWaitsForATaker() {
        hand(1);
        take();
        hand(2);
        assertEquals(List.of("DESCRIPTORS 1", "DESCRIPTORS 2"), taken);
    }

    @Test
    void onlyTheLastFewWait() {
        for (int i = 0; i < 100; i++) {
            hand(i);
        }
        take();
        assertEquals(64, taken.size());
        assertEquals("DESCRIPTORS 99", taken.get(63));
    }

    @Test
    void whoHasEndedTakesNothing() {
        take().close();
        hand(1);
        assertEquals(List.of(), taken);
        Directory.Listening first = take();
        take();
        first.close();
        hand(2);
        assertEquals(List.of("DESCRIPTORS 1", "DESCRIPTORS 2"), taken);
    }

    @Test
    void tellsWhetherTheTakerHasReadItsDisk() {
        assertFalse(exchange.isLoading() || exchange.isLoaded());
        Directory.Listening taking = take();
        assertTrue(exchange.isLoading());
        exchange.loaded();
        assertTrue(!exchange.isLoading() && exchange.isLoaded());
        taking.close();
        assertFalse(exchange.isLoading() || exchange.isLoaded());
    }

    @Test
    void tellsWhatIsInForce() {
        assertNull(exchange.inForce(Kind.NS_CONSENSUS));
        exchange.inForce(Kind.NS_CONSENSUS, new byte[] {7});
        assertArrayEquals(new byte[] {7}, exchange.inForce(Kind.NS_CONSENSUS));
        assertNull(exchange.inForce(Kind.MICRODESC_CONSENSUS));
    }
}
