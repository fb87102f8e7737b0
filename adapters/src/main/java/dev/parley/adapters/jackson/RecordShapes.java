package dev.parley.adapters.jackson;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers from the shape of the types what Jackson otherwise asks annotations for. */
final class RecordShapes extends NopAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  /** Names the record where a sealed interface is declared; no component may be called so. */
  static final String KIND = "kind";

  private static final NamingBase SNAKE_CASE = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable TypeResolverBuilder<?> findTypeResolver(
      MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
    if (!isSealed(baseType.getRawClass())) {
      return null;
    }
    return new StdTypeResolverBuilder()
        .init(JsonTypeInfo.Id.NAME, null)
        .inclusion(JsonTypeInfo.As.PROPERTY)
        .typeProperty(KIND);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated type) {
    if (!isSealed(type.getRawType())) {
      return null;
    }
    var subtypes = new ArrayList<NamedType>();
    collectRecords(type.getRawType(), subtypes);
    return subtypes;
  }

  private static void collectRecords(Class<?> type, Collection<NamedType> records) {
    if (isSealed(type)) {
      for (var permitted : type.getPermittedSubclasses()) {
        collectRecords(permitted, records);
      }
    } else {
      records.add(new NamedType(type, SNAKE_CASE.translate(type.getSimpleName())));
    }
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass type) {
    var raw = type.getRawType();
    return raw.isRecord() ? SNAKE_CASE.translate(raw.getSimpleName()) : null;
  }

  @Override
  public @Nullable Boolean hasAsValue(Annotated accessor) {
    boolean isTheValue =
        accessor instanceof AnnotatedMember member
            && member.getName().equals("value")
            && isSingleValue(member.getDeclaringClass());
    return isTheValue ? Boolean.TRUE : null;
  }

  @Override
  public JsonCreator.@Nullable Mode findCreatorAnnotation(
      MapperConfig<?> config, Annotated creator) {
    boolean takesTheValue =
        creator.getAnnotated() instanceof Constructor<?> constructor
            && isSingleValue(constructor.getDeclaringClass());
    return takesTheValue ? JsonCreator.Mode.DELEGATING : null;
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    var type = member.getRawType();
    boolean mayBeMissing =
        Optional.class.isAssignableFrom(type)
            || Collection.class.isAssignableFrom(type)
            || Map.class.isAssignableFrom(type);
    return !mayBeMissing;
  }

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
    Arrays.setAll(names, i -> constants[i].name().toLowerCase(Locale.ROOT));
    return names;
  }

  private static boolean isSealed(Class<?> type) {
    return type.isInterface() && type.isSealed();
  }

  private static boolean isSingleValue(Class<?> type) {
    if (!type.isRecord()) {
      return false;
    }
    var components = type.getRecordComponents();
    return components.length == 1 && components[0].getName().equals("value");
  }
}
