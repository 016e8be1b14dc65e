using System.Globalization;
using System.Xml;
using Ossa.Protocol.Errors;

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
            days = name == Days ? ReadDays(reader) : days;
        }

        return days ?? throw Refuse(OssErrors.WormDaysMissing, $"there is no {Days}.");
    }

    private static int ReadDays(DocumentReader reader) =>
        int.TryParse(reader.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days)
            ? days
            : throw Refuse(OssErrors.WormDaysNotANumber, $"{Days} is not a number.");

    private static DocumentFormatException Refuse(OssError error, string detail) => new(detail) { Error = error };
}
