package org.tropea.directory.network;

import java.util.Collection;
import java.util.stream.Collectors;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.micro.Microdescriptor;
import org.tropea.netdoc.micro.Microdescriptors;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/** The microdescriptors that are here; {@code cached-microdescs} says of each when a consensus last listed it. */
final class Microdescs extends DocumentCache<Microdescriptor> {
    private static final int ANSWER_MAX = 8 << 20;
    /** As many as C tor asks for in one request. */
    private static final int MOST = 92;

    Microdescs(StoredFiles files) {
        super(files, "cached-microdescs");
    }

    @Override
    public String name() {
        return "microdescriptors";
    }

    @Override
    public String path(Collection<Octets> digests) {
        return "/tor/micro/d/" + digests.stream().map(Octets::base64).collect(Collectors.joining("-"));
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public int answerMax() {
        return ANSWER_MAX;
    }

    @Override
    Parsed<Microdescriptor> parseAll(byte[] bytes, int limit) throws DocumentFault {
        return Microdescriptors.parseAll(bytes, limit);
    }

    @Override
    Octets digest(Microdescriptor document) {
        return document.digest();
    }

    @Override
    String kept(Microdescriptor document, long listedAt) {
        return Microdescriptor.LAST_LISTED + " " + Times.text(listedAt) + "\n" + document.text();
    }

    @Override
    long listedAt(Microdescriptor document, long now) {
        return document.lastListed() == 0 ? now : document.lastListed();
    }
}
