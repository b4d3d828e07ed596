package org.tropea.netdoc.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The items of one section, checked against its rules. Belongs to the thread that parses. */
public final class Section {
    private final Source source;
    private final String name;
    private final Rule[] rules;
    private final Map<String, Integer> byKeyword;
    private final int[] counts;
    private final Item[] firsts;
    private final List<Item> items = new ArrayList<>();
    private boolean bodyBegun;

    Section(Source source, String name, Rule[] rules, Map<String, Integer> byKeyword) {
        this.source = source;
        this.name = name;
        this.rules = rules;
        this.byKeyword = byKeyword;
        this.counts = new int[rules.length];
        this.firsts = new Item[rules.length];
    }

    boolean isEmpty() {
        return !bodyBegun;
    }

    void add(Item item) throws DocumentFault {
        Integer index = byKeyword.get(item.keyword());
        boolean annotation = item.keyword().charAt(0) == '@';
        if (annotation && (index == null || bodyBegun)) {
            throw item.fault("is an annotation, accepted is none here");
        }
        bodyBegun |= !annotation;
        items.add(item);
        if (index == null) {
            return;
        }
        if (counts[index]++ == 0) {
            firsts[index] = item;
        }
        if (counts[index] > rules[index].most()) {
            throw item.fault("comes again, accepted is once in a " + name);
        }
        rules[index].check(item);
    }

    void check() throws DocumentFault {
        if (!bodyBegun) {
            throw source.fault(source.lineOf(source.text().length()), "a " + name + " is missing");
        }
        for (int i = 0; i < rules.length; i++) {
            if (counts[i] < rules[i].least()) {
                throw source.fault(
                        items.get(0).line(), "the " + name + " that begins here has no " + rules[i].keyword());
            }
            if (firsts[i] != null) {
                checkPlace(rules[i], firsts[i]);
            }
        }
    }

    private void checkPlace(Rule rule, Item item) throws DocumentFault {
        if (rule.place() == Rule.Place.FIRST && item != firstOfBody()) {
            throw item.fault("must be the first item of a " + name);
        }
        if (rule.place() == Rule.Place.LAST && item != last()) {
            throw item.fault("must be the last item of a " + name);
        }
    }

    private Item firstOfBody() {
        return body().get(0);
    }

    /** All items in order but the annotations, of which there are none after the first item. */
    public List<Item> body() {
        int from = 0;
        while (from < items.size() && items.get(from).keyword().charAt(0) == '@') {
            from++;
        }
        return items.subList(from, items.size());
    }

    /** All items in order, unknown ones too; not to be changed. */
    public List<Item> items() {
        return items;
    }

    /** The first item. */
    public Item first() {
        return items.get(0);
    }

    /** The last item. */
    public Item last() {
        return items.get(items.size() - 1);
    }

    /** The first item with this keyword, or null. */
    public Item find(String keyword) {
        Integer index = byKeyword.get(keyword);
        return index == null ? null : firsts[index];
    }

    /** The item with this keyword, whose rule says that there is one. */
    public Item get(String keyword) {
        Item item = find(keyword);
        if (item == null) {
            throw new IllegalArgumentException("no rule of " + name + " makes sure that there is a " + keyword);
        }
        return item;
    }

    /** Whether there is an item with this keyword. */
    public boolean has(String keyword) {
        return find(keyword) != null;
    }

    /** All items with this keyword, in order. */
    public List<Item> all(String keyword) {
        if (!has(keyword)) {
            return List.of();
        }
        List<Item> found = new ArrayList<>();
        for (Item item : items) {
            if (item.keyword().equals(keyword)) {
                found.add(item);
            }
        }
        return found;
    }

    /** The rest of the line of the item with this keyword, or null. */
    public String rest(String keyword) {
        Item item = find(keyword);
        return item == null ? null : item.rest();
    }
}
