package org.tropea.client;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;

/** A program that remembers what it was told. */
final class Program implements EntryHandler {
    Stream stream;
    Stream begun;
    InetAddress address;
    List<EntryAnswer> answers;
    int failure;
    String why = "";
    int outcomes;
    final List<String> told = new ArrayList<>();

    @Override
    public void begun(Stream asked) {
        begun = asked;
    }

    @Override
    public void connected(Stream opened, InetAddress reached, int ttl) {
        stream = opened;
        address = reached;
        outcomes++;
    }

    @Override
    public void resolved(List<EntryAnswer> all) {
        answers = all;
        outcomes++;
    }

    @Override
    public void failed(int reason, String text) {
        failure = reason;
        why = text;
        outcomes++;
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        told.add(new String(array, offset, length, StandardCharsets.US_ASCII));
    }

    @Override
    public void mayPackage() {
        told.add("may package");
    }

    @Override
    public void ended(int reason) {
        told.add("ended " + reason);
    }
}
