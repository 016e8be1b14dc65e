using System.Reflection;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>What a document, or an entry of one, is made of: the properties that can be set.</summary>
internal static class DocumentProperties
{
    public static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
}
