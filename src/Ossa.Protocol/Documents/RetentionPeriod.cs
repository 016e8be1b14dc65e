using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>Documents that say a number of days and nothing else.</summary>
internal static class RetentionPeriod
{
    private const string Days = "RetentionPeriodInDays";

    public static void Write(XmlWriter writer, string root, int days)
    {
        writer.WriteStartElement(root);
        writer.Element(Days, days);
        writer.WriteEndElement();
    }

    public static int Read(Stream stream, string root) => DocumentReader.Read(stream, root, Read);

    private static int Read(DocumentReader reader)
    {
        int? days = null;
        foreach (var name in reader.Children())
        {
            if (name != Days)
            {
                continue;
            }

            days = days is null ? reader.Int32() : throw new DocumentFormatException($"{Days} stands there twice.");
        }

        return days ?? throw new DocumentFormatException($"there is no {Days}.");
    }
}
