using System.Text;
using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// XML as the object store speaks it: UTF-8, no document types, no entities beyond the built-in ones, and control characters
/// as character references both ways (which XML 1.0 forbids, but object keys may have and clients do send).
/// </summary>
public static class XmlText
{
    /// <summary>The most characters that a document may have where the caller names no other limit.</summary>
    public const int DefaultMaxCharacters = 16 * 1024 * 1024;

    private static readonly XmlWriterSettings WriterSettings = new()
    {
        // The writer would give the encoding's name in lower case, so the declaration is written by hand.
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        ConformanceLevel = ConformanceLevel.Auto,
        CheckCharacters = false,
        // A carriage return must come back as itself, so it goes out as a reference.
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>The document as bytes, with its XML declaration.</summary>
    public static byte[] ToUtf8(IXmlDocument document)
    {
        using var bytes = new MemoryStream();
        bytes.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8);
        using (var writer = XmlWriter.Create(bytes, WriterSettings))
        {
            document.Write(writer);
        }
        return bytes.ToArray();
    }

    /// <summary>How documents are read: document types are refused, nothing outside is ever fetched, and the size has a limit.</summary>
    /// <param name="maxCharacters">The most characters that the document may have.</param>
    public static XmlReaderSettings ReaderSettings(long maxCharacters = DefaultMaxCharacters) =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CheckCharacters = false,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = maxCharacters,
        };
}
