package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.loop.LoopGroup;

class IoLayersTest {
    private final IoLayers layers = new IoLayers();

    private record Named(String name) implements LoopFactory {
        @Override
        public LoopGroup open(String router, int loops, int workers) {
            throw new AssertionError("nobody asked for loops");
        }
    }

    private LoopFactory bind(String name, int ranking, long id) {
        LoopFactory factory = new Named(name);
        layers.bind(factory, Map.of("service.ranking", ranking, "service.id", id));
        return factory;
    }

    private String chosen(String... wanted) throws LocalFault {
        return layers.choose(List.of(wanted)).name();
    }

    @Test
    void theFirstNameThatIsThereWins() throws LocalFault {
        bind("nio", 5, 1);
        bind("aio", 0, 2);
        assertEquals("aio", chosen("uring", "AIO", "nio"));
    }

    @Test
    void withoutANameTheRankingThenTheAgeDecides() throws LocalFault {
        bind("younger", 0, 8);
        bind("older", 0, 7);
        assertEquals("older", chosen("uring"));
        LoopFactory ranked = bind("ranked", 1, 9);
        assertEquals("ranked", chosen());
        layers.unbind(ranked);
        assertEquals("older", chosen());
    }

    @Test
    void aRankingThatChangesIsFollowed() throws LocalFault {
        LoopFactory one = bind("one", 1, 1);
        bind("other", 0, 2);
        layers.bind(one, Map.of("service.ranking", -1, "service.id", 1L));
        assertEquals("other", chosen());
        layers.unbind(one);
        assertFalse(layers.has(one));
    }

    @Test
    void noLayerIsAFault() {
        LocalFault fault = assertThrows(LocalFault.class, this::chosen);
        assertEquals("no bundle brings event loops; org.tropea.loop does", fault.getMessage());
    }
}
