package org.tropea.transport.obfs4;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.flow.fault.LocalFault;

/**
 * All that a bridge keeps: node id, identity key, the seed from which everything peculiar to it is drawn, and how it
 * hides. Immutable, any thread.
 */
public final class ServerIdentity {
    private static final int LONGEST_DELAY_SECONDS = 60;

    private final BridgeCert cert;
    private final Curve25519KeyPair key;
    private final byte[] seed;
    private final IatMode iatMode;

    private ServerIdentity(byte[] nodeId, byte[] secret, byte[] seed, IatMode iatMode) {
        this.key = Curve25519KeyPair.fromSecret(secret);
        this.cert = new BridgeCert(nodeId, key.publicKey());
        this.seed = seed;
        this.iatMode = iatMode;
    }

    /** A bridge that nobody knows yet. */
    public static ServerIdentity generate(RandomGenerator random) {
        return new ServerIdentity(
                bytes(random, BridgeCert.NODE_ID),
                bytes(random, BridgeCert.KEY),
                bytes(random, SipChain.SEED),
                IatMode.NONE);
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] out = new byte[length];
        random.nextBytes(out);
        return out;
    }

    /** The bridge of {@code node-id}, {@code private-key} and {@code drbg-seed} in hexadecimal, and {@code iat-mode}. */
    public static ServerIdentity of(Map<String, String> arguments) throws LocalFault {
        return new ServerIdentity(
                BridgeCert.hex(arguments, "node-id", BridgeCert.NODE_ID),
                BridgeCert.hex(arguments, "private-key", BridgeCert.KEY),
                BridgeCert.hex(arguments, "drbg-seed", SipChain.SEED),
                IatMode.parse(arguments.getOrDefault("iat-mode", IatMode.NONE.text())));
    }

    /** The same bridge hiding otherwise: a server's option goes before its file. */
    public ServerIdentity with(IatMode other) {
        return new ServerIdentity(cert.nodeId(), key.secret(), seed, other);
    }

    /** What clients must know: the arguments {@code cert} and {@code iat-mode}, in this order. */
    public Map<String, String> clientArguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("cert", cert.text());
        arguments.put("iat-mode", iatMode.text());
        return arguments;
    }

    /** Who it is for clients. */
    public BridgeCert cert() {
        return cert;
    }

    /** How it hides. */
    public IatMode iatMode() {
        return iatMode;
    }

    /** How long after a handshake's time is up a connection without one closes; each bridge has its own. */
    int closeDelaySeconds() {
        return new SeededRandom(seed).below(LONGEST_DELAY_SECONDS);
    }

    Curve25519KeyPair key() {
        return key;
    }

    byte[] secret() {
        return key.secret();
    }

    byte[] seed() {
        return seed;
    }
}
