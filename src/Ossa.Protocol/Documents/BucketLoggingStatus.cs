using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// Where the log of a bucket goes, or that there is none. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlogging.
/// </summary>
/// <param name="Enabled">Where it goes, or null when there is none.</param>
public sealed record BucketLoggingStatus(LoggingEnabled? Enabled) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer)
    {
        writer.WriteStartElement("BucketLoggingStatus");
        if (Enabled is not null)
        {
            writer.WriteStartElement("LoggingEnabled");
            writer.OptionalElement("TargetBucket", Enabled.TargetBucket);
            writer.Element("TargetPrefix", Enabled.TargetPrefix);
            writer.OptionalElement("LoggingRole", Enabled.LoggingRole);
            writer.WriteEndElement();
        }

        writer.WriteFullEndElement();
    }

    /// <summary>Reads the document.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static BucketLoggingStatus Read(Stream stream) => DocumentReader.Read(stream, "BucketLoggingStatus", Read);

    private static BucketLoggingStatus Read(DocumentReader reader)
    {
        LoggingEnabled? enabled = null;
        foreach (var name in reader.Children())
        {
            enabled = name == "LoggingEnabled" ? ReadEnabled(reader) : enabled;
        }

        return new BucketLoggingStatus(enabled);
    }

    private static LoggingEnabled ReadEnabled(DocumentReader reader)
    {
        var enabled = new LoggingEnabled();
        foreach (var name in reader.Children())
        {
            enabled = name switch
            {
                "TargetBucket" => enabled with { TargetBucket = reader.Text() },
                "TargetPrefix" => enabled with { TargetPrefix = reader.Text() },
                "LoggingRole" => enabled with { LoggingRole = reader.Text() },
                _ => enabled,
            };
        }

        return enabled;
    }
}

/// <summary>Where a log goes.</summary>
public sealed record LoggingEnabled
{
    /// <summary>The bucket that it is written to; null when it is not said.</summary>
    public string? TargetBucket { get; init; }

    /// <summary>How the keys of the log begin.</summary>
    public string TargetPrefix { get; init; } = "";

    /// <summary>The role that writes; null when it is not said.</summary>
    public string? LoggingRole { get; init; }
}
