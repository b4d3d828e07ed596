package org.tropea.net.directory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tropea.net.params.Param;
import org.tropea.net.params.Params;

/**
 * The network as one consensus and the microdescriptors that are here show it. Immutable; any thread. Who has collected
 * more microdescriptors makes another one.
 */
public final class NetworkView {
    /** Nothing is known yet. */
    public static final NetworkView NONE =
            new NetworkView(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Map.of(), Map.of(), List.of());

    /** How long before its time or after it a consensus still does for building circuits. */
    private static final Duration REASONABLY = Duration.ofHours(24);

    private final Instant validAfter;
    private final Instant freshUntil;
    private final Instant validUntil;
    private final Params params;
    private final Map<String, Integer> weights;
    private final List<Node> nodes;
    private final Map<ByteBuffer, Node> byRsaId = new HashMap<>();
    private final Map<ByteBuffer, Node> byEd25519Id = new HashMap<>();
    private final PositionWeights positions;

    /**
     * A view.
     *
     * @param params the {@code params} line
     * @param weights the {@code bandwidth-weights} line, empty when there is none
     * @param nodes every relay of the consensus, also those whose microdescriptor is missing
     */
    public NetworkView(
            Instant validAfter,
            Instant freshUntil,
            Instant validUntil,
            Map<String, Integer> params,
            Map<String, Integer> weights,
            List<Node> nodes) {
        this.validAfter = validAfter;
        this.freshUntil = freshUntil;
        this.validUntil = validUntil;
        this.params = new Params(params);
        this.weights = Map.copyOf(weights);
        this.nodes = List.copyOf(nodes);
        for (Node node : nodes) {
            byRsaId.put(ByteBuffer.wrap(node.rsaId()), node);
            if (node.ed25519Id() != null) {
                byEd25519Id.put(ByteBuffer.wrap(node.ed25519Id()), node);
            }
        }
        positions = new PositionWeights(this.weights, param("bwweightscale", 10_000, 1, Integer.MAX_VALUE));
    }

    /** When the consensus began to hold. */
    public Instant validAfter() {
        return validAfter;
    }

    /** When there is a newer one. */
    public Instant freshUntil() {
        return freshUntil;
    }

    /** When it ceases to hold. */
    public Instant validUntil() {
        return validUntil;
    }

    /** Whether there is a consensus at all. */
    public boolean isKnown() {
        return this != NONE;
    }

    /** Whether the consensus holds at {@code now}. */
    public boolean isLive(Instant now) {
        return !now.isBefore(validAfter) && !now.isAfter(validUntil);
    }

    /** Whether circuits may be built by it at {@code now}: it holds, or did or will within a day. */
    public boolean isReasonablyLive(Instant now) {
        return isKnown() && !now.isBefore(validAfter.minus(REASONABLY)) && !now.isAfter(validUntil.plus(REASONABLY));
    }

    /** A network parameter brought within its bounds; {@code otherwise} when the consensus does not name it. */
    public int param(String name, int otherwise, int least, int most) {
        return params.get(new Param(name, otherwise, least, most));
    }

    /** The parameters as they stand in the consensus. */
    public Map<String, Integer> params() {
        return params.values();
    }

    /** The parameters for those who keep them. */
    public Params parameters() {
        return params;
    }

    /** The bandwidth weights as they stand in the consensus; empty when it has none. */
    public Map<String, Integer> weights() {
        return weights;
    }

    /** Every relay in the consensus's order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The relay with this RSA identity, or null. */
    public Node byRsaId(byte[] id) {
        return byRsaId.get(ByteBuffer.wrap(id));
    }

    /** The relay with this Ed25519 identity, or null. */
    public Node byEd25519Id(byte[] id) {
        return byEd25519Id.get(ByteBuffer.wrap(id));
    }

    /** By how much a relay's bandwidth counts at a position of a path (dir-spec 3.8.3). */
    public double weight(Node node, Position position) {
        return positions.weight(node, position);
    }

    /**
     * Which part of all paths can be built by the microdescriptors that are here, from 0 to 1, by bandwidth: the product
     * over guards, middles and exits. Without any exit, middles count in their place.
     */
    public double pathFraction() {
        return PathFraction.of(this);
    }
}
