using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The retention policy of a bucket. See https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketworm.
/// </summary>
/// <param name="WormId">Its id.</param>
/// <param name="State">InProgress, Locked, or Expired where nobody locked it in time.</param>
/// <param name="RetentionPeriodInDays">For how many days objects are protected.</param>
/// <param name="CreationDate">When it was made.</param>
public sealed record WormConfiguration(
    string WormId,
    string State,
    int RetentionPeriodInDays,
    DateTimeOffset CreationDate
) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("WormConfiguration");
        writer.Element("WormId", WormId);
        writer.Element("State", State);
        writer.Element("RetentionPeriodInDays", RetentionPeriodInDays);
        writer.Element("CreationDate", CreationDate);
        writer.WriteEndElement();
    }

    /// <summary>Reads the policy.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static WormConfiguration Read(Stream stream) => DocumentReader.Read(stream, "WormConfiguration", Read);

    private static WormConfiguration Read(DocumentReader reader)
    {
        var worm = new WormConfiguration("", "", 0, DateTimeOffset.UnixEpoch);
        foreach (var name in reader.Children())
        {
            worm = name switch
            {
                "WormId" => worm with { WormId = reader.Text() },
                "State" => worm with { State = reader.Text() },
                "RetentionPeriodInDays" => worm with { RetentionPeriodInDays = reader.Int32() },
                "CreationDate" => worm with { CreationDate = reader.Date() },
                _ => worm,
            };
        }

        return worm;
    }
}
