using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Of which parts an object shall be made. See https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload.
/// </summary>
public sealed record CompleteMultipartUpload : IXmlDocument
{
    /// <summary>The most parts that one upload may have.</summary>
    public const int MaxParts = 10_000;

    /// <summary>The most characters that the document may have: room for all parts, each with much white space.</summary>
    public const int MaxCharacters = 4 * 1024 * 1024;

    /// <summary>The parts, in the order in which the request names them; whether that is ascending is for the server to check.</summary>
    public IReadOnlyList<CompletedPart> Parts { get; init; } = [];

    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("CompleteMultipartUpload");
        foreach (var part in Parts)
        {
            writer.WriteStartElement("Part");
            writer.Element("PartNumber", part.PartNumber);
            writer.Element("ETag", ETags.Quote(part.ETag));
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    /// <summary>Reads the request.</summary>
    /// <exception cref="DocumentFormatException">
    /// It is no such document, has no part or too many, or one without its number or its ETag.
    /// </exception>
    public static CompleteMultipartUpload Read(Stream stream) =>
        DocumentReader.Read(stream, "CompleteMultipartUpload", Read, MaxCharacters);

    private static CompleteMultipartUpload Read(DocumentReader reader)
    {
        var parts = new List<CompletedPart>();
        foreach (var name in reader.Children("Part"))
        {
            if (name != "Part")
            {
                continue;
            }
            parts.Add(ReadPart(reader));
            if (parts.Count > MaxParts)
            {
                throw new DocumentFormatException($"there are more than {MaxParts} parts.");
            }
        }
        return parts.Count > 0
            ? new CompleteMultipartUpload { Parts = parts }
            : throw new DocumentFormatException("there is no part.");
    }

    private static CompletedPart ReadPart(DocumentReader reader)
    {
        int? number = null;
        string? eTag = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "PartNumber":
                    number = reader.Int32();
                    break;
                case "ETag":
                    eTag = reader.Text().Trim();
                    break;
            }
        }
        if (number is null)
        {
            throw new DocumentFormatException("a part has no PartNumber.");
        }
        return string.IsNullOrEmpty(eTag)
            ? throw new DocumentFormatException("a part has no ETag.")
            : new CompletedPart(number.Value, ETags.Quote(eTag));
    }
}

/// <summary>One part of an upload, as its sender knows it.</summary>
/// <param name="PartNumber">Its number, from 1 to 10,000 where the sender is right.</param>
/// <param name="ETag">The ETag that uploading it answered; read, it always has its quotes, though some clients send none.</param>
public sealed record CompletedPart(int PartNumber, string ETag);
