package dev.gatelint.cache;

import dev.gatelint.source.Lines;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes and reads values made of records, enums, strings, numbers, booleans, lists, sets, maps and optionals: all that facts are made of.
 * Strings and classes are written once each. Reads only records and enums of gatelint itself, whatever the input says.
 */
final class RecordCodec {
    private static final String OURS = "dev.gatelint.";
    private static final int NULL = 0, STRING = 1, KNOWN_STRING = 2, INT = 3, LONG = 4, TRUE = 5, FALSE = 6, LIST = 7, SET = 8, MAP = 9,
        EMPTY = 10,
        PRESENT = 11, ENUM = 12, RECORD = 13, LINES = 14, DOUBLE = 15, NO_INT = 16, SOME_INT = 17, CHAR = 18, LATIN_STRING = 19;

    private RecordCodec() {}

    /** What is known of one record class. */
    private record Shape(Constructor<?> constructor, RecordComponent[] components) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                for (RecordComponent component : components) component.getAccessor().setAccessible(true);
                return new Shape(constructor, components);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Writes values one after the other; the string table goes on through all of them. */
    static final class Writer {
        private final DataOutput out;
        private final boolean sorted;
        private final Map<String, Integer> strings = new HashMap<>();
        private final Map<Class<?>, Shape> shapes = new HashMap<>();

        /** {@code sorted} writes sets and maps in an order that does not depend on how they were made; their keys are then comparable. */
        Writer(DataOutput out, boolean sorted) {
            this.out = out;
            this.sorted = sorted;
        }

        /**
         * Writes one value.
         *
         * @throws IllegalArgumentException for a value of another kind than those named above
         */
        void write(Object value) throws IOException {
            if (value == null) out.writeByte(NULL);
            else if (value instanceof String text) string(text);
            else if (value instanceof Integer number) number(number);
            else if (value instanceof Long number) {
                out.writeByte(LONG);
                out.writeLong(number);
            } else if (value instanceof Double number) {
                out.writeByte(DOUBLE);
                out.writeDouble(number);
            } else if (value instanceof Character character) {
                out.writeByte(CHAR);
                out.writeChar(character);
            } else if (value instanceof Boolean truth) out.writeByte(truth ? TRUE : FALSE);
            else if (value instanceof List<?> list) collection(LIST, list);
            else if (value instanceof Set<?> set) collection(SET, sorted ? new TreeSet<>(set) : set);
            else if (value instanceof Map<?, ?> map) {
                out.writeByte(MAP);
                out.writeInt(map.size());
                for (Map.Entry<?, ?> entry : (sorted ? new TreeMap<>(map) : map).entrySet()) {
                    write(entry.getKey());
                    write(entry.getValue());
                }
            } else if (value instanceof Optional<?> optional) {
                out.writeByte(optional.isPresent() ? PRESENT : EMPTY);
                if (optional.isPresent()) write(optional.get());
            } else if (value instanceof OptionalInt optional) {
                out.writeByte(optional.isPresent() ? SOME_INT : NO_INT);
                if (optional.isPresent()) out.writeInt(optional.getAsInt());
            } else if (value instanceof Lines lines) {
                out.writeByte(LINES);
                out.writeInt(lines.length());
                out.writeInt(lines.count());
                for (int line = 1; line <= lines.count(); line++) out.writeInt(lines.start(line));
            } else if (value instanceof Enum<?> constant) {
                out.writeByte(ENUM);
                string(constant.getDeclaringClass().getName());
                string(constant.name());
            } else if (value instanceof Record record) record(record);
            else throw new IllegalArgumentException("facts cannot hold a " + value.getClass().getName());
        }

        private void string(String text) throws IOException {
            Integer known = strings.putIfAbsent(text, strings.size());
            if (known != null) {
                out.writeByte(KNOWN_STRING);
                out.writeInt(known);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            boolean latin = new String(bytes, StandardCharsets.ISO_8859_1).equals(text);
            if (!latin) {
                bytes = new byte[text.length() * 2]; // a charset would not keep lone surrogates
                ByteBuffer.wrap(bytes).asCharBuffer().put(text);
            }
            out.writeByte(latin ? LATIN_STRING : STRING);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private void number(int number) throws IOException {
            out.writeByte(INT);
            out.writeInt(number);
        }

        private void collection(int tag, Collection<?> values) throws IOException {
            out.writeByte(tag);
            out.writeInt(values.size());
            for (Object value : values) write(value);
        }

        private void record(Record record) throws IOException {
            Shape shape = shapes.computeIfAbsent(record.getClass(), Shape::of);
            out.writeByte(RECORD);
            string(record.getClass().getName());
            for (RecordComponent component : shape.components) {
                try {
                    write(component.getAccessor().invoke(record));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Reads what {@link Writer} wrote. */
    static final class Reader {
        private final DataInput in;
        private final List<String> strings = new ArrayList<>();
        private final Map<String, Shape> shapes = new HashMap<>();

        Reader(DataInput in) {
            this.in = in;
        }

        /**
         * Reads one value.
         *
         * @throws IOException when the input is cut short, names a class that is not ours, or does not fit it
         */
        Object read() throws IOException {
            int tag = in.readUnsignedByte();
            return switch (tag) {
                case NULL -> null;
                case STRING, LATIN_STRING, KNOWN_STRING -> string(tag);
                case INT -> in.readInt();
                case LONG -> in.readLong();
                case DOUBLE -> in.readDouble();
                case CHAR -> in.readChar();
                case TRUE -> true;
                case FALSE -> false;
                case LIST -> List.copyOf(values(new ArrayList<>()));
                case SET -> Collections.unmodifiableSet(values(new LinkedHashSet<>()));
                case MAP -> map();
                case EMPTY -> Optional.empty();
                case PRESENT -> Optional.of(read());
                case NO_INT -> OptionalInt.empty();
                case SOME_INT -> OptionalInt.of(in.readInt());
                case LINES -> lines();
                case ENUM -> constant(string(in.readUnsignedByte()), string(in.readUnsignedByte()));
                case RECORD -> record(string(in.readUnsignedByte()));
                default -> throw new IOException("unknown tag " + tag);
            };
        }

        private String string(int tag) throws IOException {
            if (tag == KNOWN_STRING) {
                int index = in.readInt();
                if (index < 0 || index >= strings.size()) throw new IOException("unknown string");
                return strings.get(index);
            }
            if (tag != STRING && tag != LATIN_STRING) throw new IOException("not a string");
            byte[] bytes = new byte[size()];
            in.readFully(bytes);
            String text = tag == LATIN_STRING ? new String(bytes, StandardCharsets.ISO_8859_1)
                : ByteBuffer.wrap(bytes).asCharBuffer().toString();
            strings.add(text);
            return text;
        }

        private int size() throws IOException {
            int size = in.readInt();
            if (size < 0 || size > 64_000_000) throw new IOException("not a size: " + size);
            return size;
        }

        private <C extends Collection<Object>> C values(C into) throws IOException {
            int size = size();
            for (int i = 0; i < size; i++) into.add(read());
            return into;
        }

        private Map<Object, Object> map() throws IOException {
            Map<Object, Object> map = new LinkedHashMap<>();
            int size = size();
            for (int i = 0; i < size; i++) map.put(read(), read());
            return Collections.unmodifiableMap(map);
        }

        private Lines lines() throws IOException {
            int length = size();
            int[] starts = new int[size()];
            for (int i = 0; i < starts.length; i++) starts[i] = in.readInt();
            return Lines.of(starts, length);
        }

        private static Class<?> ours(String name) throws IOException {
            if (!name.startsWith(OURS)) throw new IOException("not ours: " + name);
            try {
                return Class.forName(name, false, RecordCodec.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                throw new IOException("no such class: " + name, e);
            }
        }

        private static Object constant(String type, String name) throws IOException {
            Class<?> found = ours(type);
            if (!found.isEnum()) throw new IOException("not an enum: " + type);
            for (Object constant : found.getEnumConstants()) if (((Enum<?>) constant).name().equals(name)) return constant;
            throw new IOException("no such constant: " + name);
        }

        private Object record(String name) throws IOException {
            Shape shape = shapes.get(name);
            if (shape == null) {
                Class<?> type = ours(name);
                if (!type.isRecord()) throw new IOException("not a record: " + name);
                shape = Shape.of(type);
                shapes.put(name, shape);
            }
            Object[] values = new Object[shape.components.length];
            for (int i = 0; i < values.length; i++) values[i] = read();
            try {
                return shape.constructor.newInstance(values);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                throw new IOException("does not fit: " + name, e);
            }
        }
    }
}
