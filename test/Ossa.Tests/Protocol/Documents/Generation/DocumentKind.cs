using System.Reflection;
using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>
/// One type of document with its reader. The kinds are found in the library itself, so that a new document takes part in every test of all of
/// them by being there.
/// </summary>
internal sealed class DocumentKind
{
    private readonly MethodInfo _read;

    private DocumentKind(Type type)
    {
        Type = type;
        _read =
            type.GetMethod("Read", BindingFlags.Public | BindingFlags.Static, [typeof(Stream)])
            ?? throw new InvalidOperationException($"{type.Name} has no public static Read(Stream).");
        Documents = DocumentValues.Of(type).Select(document => (IXmlDocument)document!);
    }

    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        .. typeof(IXmlDocument)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IXmlDocument)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new DocumentKind(type)),
    ];

    /// <summary>The names of all kinds, as the rows of a theory.</summary>
    public static TheoryData<string> Names => [.. All.Select(kind => kind.Type.Name)];

    public Type Type { get; }

    /// <summary>Random documents of this kind.</summary>
    public Gen<IXmlDocument> Documents { get; }

    public static DocumentKind Named(string name) => All.Single(kind => kind.Type.Name == name);

    public IXmlDocument Read(byte[] document)
    {
        try
        {
            return (IXmlDocument)_read.Invoke(null, [new MemoryStream(document)])!;
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }
}
