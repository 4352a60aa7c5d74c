package io.gradstream.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Writes records as JSON: their names in snake case, a number that is none as null, others to six
 * digits, for nobody sees more.
 */
final class JsonWriter {
  private static final int DIGITS = 6;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new ShortNumber())
                  .addSerializer(double.class, new ShortNumber()))
          .build();

  private static final class ShortNumber extends JsonSerializer<Double> {
    @Override
    public void serialize(Double number, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(number)) {
        out.writeNumber(rounded(number));
      } else {
        out.writeNull();
      }
    }
  }

  /** To six significant digits, where that is a number. */
  static double rounded(double number) {
    double scale = Math.pow(10, DIGITS - Math.ceil(Math.log10(Math.abs(number))));
    double rounded = Math.rint(number * scale) / scale;
    return Double.isFinite(rounded) ? rounded : number;
  }

  /** In one line, in UTF-8. Half a character, which JSON can bring in, becomes a question mark. */
  byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsString(value).getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
