package org.tropea.directory.serve;

import java.util.Map;
import java.util.Set;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.value.Octets;

/**
 * A consensus to serve.
 *
 * @param text the whole document
 * @param schedule when it holds
 * @param sha3 its SHA3-256 as signed, by which diffs name it
 * @param signers the identities of the authorities that signed it
 * @param diffs documents that make it from an older one, by that one's SHA3-256 as signed
 */
public record ServedConsensus(
        byte[] text, Schedule schedule, Octets sha3, Set<Octets> signers, Map<Octets, byte[]> diffs) {}
