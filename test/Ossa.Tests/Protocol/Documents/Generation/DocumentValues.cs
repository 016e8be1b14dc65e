using System.Reflection;
using CsCheck;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>Random values of every type that documents are made of; what is narrower than its type stands in <see cref="NarrowValues"/>.</summary>
internal static class DocumentValues
{
    private const int MaxItems = 3;
    private static readonly Lock NullabilityLock = new();
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Random values of a type, which may be a document, an entry of one, or what a property of either holds.</summary>
    public static Gen<object?> Of(Type type)
    {
        if (Simple(type) is { } simple)
        {
            return simple;
        }
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return OrNull(Of(underlying));
        }
        if (type.IsEnum)
        {
            return NarrowValues.OneOf([.. type.GetEnumValues().Cast<object>()]);
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return ListOf(type.GetGenericArguments()[0], Of(type.GetGenericArguments()[0]), least: 0);
        }
        if (type.IsAbstract)
        {
            Type[] leaves =
            [
                .. type.Assembly.GetTypes().Where(leaf => leaf is { IsAbstract: false } && leaf.IsSubclassOf(type)),
            ];
            return Gen.OneOf([.. leaves.Select(Of)]);
        }
        return type.Assembly == typeof(Ossa.Protocol.Documents.IXmlDocument).Assembly
            ? RecordOf(type)
            : throw new InvalidOperationException($"No generator for {type}: add one to DocumentValues.");
    }

    public static Gen<object?> ListOf(Type itemType, Gen<object?> items, int least) =>
        items
            .Array[least, MaxItems]
            .Select(values =>
            {
                var list = Array.CreateInstance(itemType, values.Length);
                values.CopyTo(list, 0);
                return (object?)list;
            });

    public static Gen<object?> OrNull(Gen<object?> values) =>
        Gen.Select(Gen.Bool, values, (isNull, value) => isNull ? null : value);

    private static Gen<object?>? Simple(Type type) =>
        type == typeof(string) ? NastyNames.Gen.Select(value => (object?)value)
        : type == typeof(bool) ? Gen.Bool.Select(value => (object?)value)
        : type == typeof(int) ? Gen.Int.Select(value => (object?)value)
        : type == typeof(long) ? Gen.Long.Select(value => (object?)value)
        : type == typeof(ulong) ? Gen.ULong.Select(value => (object?)value)
        : type == typeof(DateTimeOffset) ? Dates.Select(value => (object?)value)
        : null;

    /// <summary>The wire has milliseconds.</summary>
    private static Gen<DateTimeOffset> Dates =>
        Gen.Long[DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()]
            .Select(DateTimeOffset.FromUnixTimeMilliseconds);

    private static Gen<object?> RecordOf(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        PropertyInfo[] properties = [.. DocumentProperties.Of(type)];
        var values = properties.Aggregate(
            Gen.Const<object?[]>([]),
            (all, property) => Gen.Select(all, Of(type, property), (before, value) => (object?[])[.. before, value])
        );
        return values.Select(all => Make(constructor, properties, all));
    }

    private static Gen<object?> Of(Type owner, PropertyInfo property)
    {
        if (NarrowValues.Of(owner.Name, property) is { } narrow)
        {
            return narrow;
        }
        lock (NullabilityLock)
        {
            return
                !property.PropertyType.IsValueType
                && Nullability.Create(property).ReadState == NullabilityState.Nullable
                ? OrNull(Of(property.PropertyType))
                : Of(property.PropertyType);
        }
    }

    private static object? Make(ConstructorInfo constructor, PropertyInfo[] properties, object?[] values)
    {
        object? ValueOf(string name) => values[Array.FindIndex(properties, property => property.Name == name)];

        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => ValueOf(parameter.Name!))]);
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i].SetValue(made, values[i]);
        }
        return made;
    }
}
