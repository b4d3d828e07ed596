package org.tropea.shell.ssh.print;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;

/** A result as a tree of plain values: records and maps are objects; what is neither number, truth nor list is text. */
final class Tree {
    private Tree() {}

    static JsonElement of(Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        } else if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        } else if (value instanceof Record row) {
            return object(row);
        } else if (value instanceof Map<?, ?> map) {
            return object(map);
        } else if (value instanceof Iterable<?> items) {
            return array(items);
        } else if (value.getClass().isArray()) {
            return array(value);
        }
        return leaf(value);
    }

    private static JsonElement leaf(Object value) {
        if (value instanceof Number number) {
            boolean infinite = value instanceof Double d && !Double.isFinite(d);
            return infinite ? JsonNull.INSTANCE : new JsonPrimitive(number);
        }
        return value instanceof Boolean truth ? new JsonPrimitive(truth) : new JsonPrimitive(value.toString());
    }

    private static JsonObject object(Record row) {
        JsonObject object = new JsonObject();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            object.add(component.getName(), of(read(component.getAccessor(), row)));
        }
        return object;
    }

    private static Object read(Method accessor, Record row) {
        try {
            accessor.trySetAccessible();
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }

    private static JsonObject object(Map<?, ?> map) {
        JsonObject object = new JsonObject();
        map.forEach((key, value) -> object.add(String.valueOf(key), of(value)));
        return object;
    }

    private static JsonArray array(Iterable<?> items) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(of(item)));
        return array;
    }

    private static JsonArray array(Object items) {
        JsonArray array = new JsonArray();
        for (int i = 0; i < Array.getLength(items); i++) {
            array.add(of(Array.get(items, i)));
        }
        return array;
    }
}
