using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// For how long a locked retention policy is to protect.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/extendbucketworm.
/// </summary>
/// <param name="RetentionPeriodInDays">For how many days objects are protected.</param>
public sealed record ExtendWormConfiguration(int RetentionPeriodInDays) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer) =>
        RetentionPeriod.Write(writer, "ExtendWormConfiguration", RetentionPeriodInDays);

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static ExtendWormConfiguration Read(Stream stream) =>
        new(RetentionPeriod.Read(stream, "ExtendWormConfiguration"));
}
