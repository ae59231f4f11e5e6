package org.smtpspec.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** How the document keeps a value that may be absent: as a property that is left out. */
final class Optionals {
  private Optionals() {}

  static final class LevelWriter extends JsonSerializer<Optional<Level>> {
    @Override
    public boolean isEmpty(SerializerProvider provider, Optional<Level> value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(Optional<Level> value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.orElseThrow().name());
    }
  }

  static final class LevelReader extends JsonDeserializer<Optional<Level>> {
    @Override
    public Optional<Level> deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return Optional.of(context.readValue(in, Level.class));
    }

    @Override
    public Optional<Level> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }

  static final class IndexWriter extends JsonSerializer<OptionalInt> {
    @Override
    public boolean isEmpty(SerializerProvider provider, OptionalInt value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(OptionalInt value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(value.orElseThrow());
    }
  }

  static final class IndexReader extends JsonDeserializer<OptionalInt> {
    @Override
    public OptionalInt deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return OptionalInt.of(context.readValue(in, Integer.class));
    }

    @Override
    public OptionalInt getNullValue(DeserializationContext context) {
      return OptionalInt.empty();
    }
  }

  static final class ListedWriter extends JsonSerializer<Optional<Listed>> {
    @Override
    public boolean isEmpty(SerializerProvider provider, Optional<Listed> value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(Optional<Listed> value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeObject(value.orElseThrow());
    }
  }

  static final class ListedReader extends JsonDeserializer<Optional<Listed>> {
    @Override
    public Optional<Listed> deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return Optional.of(context.readValue(in, Listed.class));
    }

    @Override
    public Optional<Listed> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
