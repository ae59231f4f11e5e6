package org.smtpspec.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.regex.Pattern;

/** How JSON is read and written here: strictly in, ASCII out. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: REDACTED[^;]*; line: (\\d+), column: (\\d+)]");

  private Json() {}

  /** The message {@code file:line:column: what}, where the first line read was {@code first}. */
  static ResultException broken(Object file, int first, JsonProcessingException e) {
    StringBuilder message = new StringBuilder().append(file);
    JsonLocation at = e.getLocation();
    if (at != null && at.getLineNr() > 0) {
      message.append(':').append(at.getLineNr() + first - 1).append(':').append(at.getColumnNr());
    }
    message.append(": ").append(reason(e));
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      message.append(" (at ").append(path(mapping)).append(')');
    }
    return new ResultException(Printable.text(message.toString()), e);
  }

  /** Our own words where one of our records refused, else those of the parser. */
  private static String reason(JsonProcessingException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException ours) {
        return ours.getMessage();
      }
    }
    return SOURCE.matcher(e.getOriginalMessage()).replaceAll("line $1, column $2");
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append(String.format(Locale.ROOT, "[%d]", step.getIndex()));
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
