package org.tropea.shell.ssh.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    record Row(int id, String name, List<String> reasons, Optional<Duration> age, Object nothing, double[] shares) {}

    private static void assertJson(String expected, Object value) {
        assertEquals(JsonParser.parseString(expected), JsonParser.parseString(Json.text(value)));
    }

    @Test
    void recordsAreObjects() {
        assertJson(
                "[{\"id\":1,\"name\":\"a\\\"\\u001b\",\"reasons\":[\"x\"],\"age\":\"PT1S\",\"nothing\":null,"
                        + "\"shares\":[0.5,null]}]",
                List.of(new Row(1, "a\"\u001b", List.of("x"), Optional.of(Duration.ofSeconds(1)), null, new double[] {
                    0.5, Double.NaN
                })));
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("\"\\u001b\"", Json.text("\u001b"));
    }

    @Test
    void mapsListsAndPlainValues() {
        assertJson("{\"k\":[true,2,\"c\",null]}", Map.of("k", Arrays.asList(true, 2L, 'c', null)));
    }

    @Test
    void noResultIsNull() {
        assertEquals("null", Json.text(null));
    }
}
