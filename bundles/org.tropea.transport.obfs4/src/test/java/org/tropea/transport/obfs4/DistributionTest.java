package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void tablesAreThoseOfObfs4proxyBitForBit() {
        List<String[]> vectors = Vectors.of("dist");
        for (String[] vector : vectors) {
            Distribution drawn = new Distribution(Vectors.bytes(vector[0]), Integer.parseInt(vector[1]));
            assertEquals(Integer.parseInt(vector[2]), drawn.size());
            for (int i = 0; i < drawn.size(); i++) {
                String[] column = vector[3 + i].split(":");
                assertEquals(Integer.parseInt(column[0]), drawn.value(i));
                assertEquals(Integer.parseInt(column[2]), drawn.other(i));
                assertEquals(column[3], String.format("%016x", Double.doubleToRawLongBits(drawn.chance(i))));
            }
        }
        assertEquals(6, vectors.size());
    }

    @Test
    void samplesHaveTheWeightsOfTheTable() {
        String[] vector = Vectors.of("dist").get(0);
        Distribution drawn = new Distribution(Vectors.bytes(vector[0]), Integer.parseInt(vector[1]));
        Map<Integer, Double> weights = new HashMap<>();
        double sum = 0;
        for (int i = 3; i < vector.length; i++) {
            String[] column = vector[i].split(":");
            double weight = Double.longBitsToDouble(Long.parseUnsignedLong(column[1], 16));
            weights.put(Integer.parseInt(column[0]), weight);
            sum += weight;
        }
        int samples = 200_000;
        Map<Integer, Integer> counts = new HashMap<>();
        Random random = new Random(4);
        for (int i = 0; i < samples; i++) {
            counts.merge(drawn.sample(random), 1, Integer::sum);
        }
        assertTrue(weights.keySet().containsAll(counts.keySet()));
        for (Map.Entry<Integer, Double> weight : weights.entrySet()) {
            double share = counts.getOrDefault(weight.getKey(), 0) / (double) samples;
            assertEquals(weight.getValue() / sum, share, 0.005);
        }
    }

    @Test
    void closeDelaysAreThoseOfObfs4proxy() {
        for (String[] vector : Vectors.of("close")) {
            assertEquals(Integer.parseInt(vector[1]), new SeededRandom(Vectors.bytes(vector[0])).below(60));
        }
    }
}
