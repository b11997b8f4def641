package dev.gatelint.syntax.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import java.io.IOException;
import java.util.List;

/** JSON, and what people write into tsconfig.json: comments, trailing commas, single quotes. */
final class JsonReader {
    private JsonReader() {}

    static Config read(SourceFile file) {
        String text = file.text();
        int bom = text.startsWith("\uFEFF") ? 1 : 0;
        TreeBuilder tree = new TreeBuilder(file);
        int at = bom;
        try (JsonParser json = factory().createParser(text.substring(bom))) {
            JsonToken token;
            boolean done = false;
            while ((token = json.nextToken()) != null) {
                if (done) throw new JsonParseException(json, "a second value");
                int start = bom + (int) json.currentTokenLocation().getCharOffset();
                String value = token.isScalarValue() || token == JsonToken.FIELD_NAME ? json.getText() : "";
                at = Math.max(start, bom + (int) json.currentLocation().getCharOffset());
                switch (token) {
                    case START_OBJECT -> tree.openMapping(start);
                    case START_ARRAY -> tree.openSequence(start);
                    case END_OBJECT, END_ARRAY -> tree.close(at);
                    case FIELD_NAME -> tree.key(value, start, nameEnd(text, start, at));
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tree.scalar(value, Kind.NUMBER, start, start + value.length());
                    case VALUE_TRUE, VALUE_FALSE -> tree.scalar(value, Kind.BOOLEAN, start, start + value.length());
                    case VALUE_NULL -> tree.scalar("", Kind.NULL, start, start + 4);
                    default -> tree.scalar(value, Kind.STRING, start, at);
                }
                done = tree.depth() == 0;
            }
            ConfigNode root = tree.finish(at);
            return new Config(Config.Format.JSON, root == null ? List.of() : List.of(root), List.of());
        } catch (IOException e) {
            // The parser's own message quotes the text, so it is not passed on.
            int line = Lines.of(text).line(bom + (int) offset(e, at - bom));
            ConfigNode root = tree.finish(Math.min(text.length(), at));
            return new Config(Config.Format.JSON, root == null ? List.of() : List.of(root), List.of(new Problem(file.path(), line,
                "not valid JSON from here on; what stands before was read. Look for a missing comma, quote or bracket")));
        }
    }

    /** The parser has already read the colon when it gives a name: the end is found again in the text. */
    private static int nameEnd(String text, int start, int limit) {
        char quote = text.charAt(start);
        int i = start + 1;
        if (quote == '"' || quote == '\'') {
            while (i < limit && text.charAt(i) != quote) i += text.charAt(i) == '\\' ? 2 : 1;
            return Math.min(i + 1, text.length());
        }
        while (i < limit && Character.isJavaIdentifierPart(text.charAt(i))) i++;
        return i;
    }

    private static long offset(IOException e, int otherwise) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
            && json.getLocation().getCharOffset() >= 0 ? json.getLocation().getCharOffset() : otherwise;
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(TreeBuilder.MAX_DEPTH).maxStringLength(Integer.MAX_VALUE).maxNumberLength(10_000).build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();
    }
}
