using System.Xml;

namespace Ossa.Protocol.Documents;

/// <summary>
/// The retention policy that a bucket is to get.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/initiatebucketworm.
/// </summary>
/// <param name="RetentionPeriodInDays">For how many days objects are protected.</param>
public sealed record InitiateWormConfiguration(int RetentionPeriodInDays) : IXmlDocument
{
    /// <inheritdoc/>
    public void Write(XmlWriter writer) =>
        RetentionPeriod.Write(writer, "InitiateWormConfiguration", RetentionPeriodInDays);

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DocumentFormatException">It is no such document.</exception>
    public static InitiateWormConfiguration Read(Stream stream) =>
        new(RetentionPeriod.Read(stream, "InitiateWormConfiguration"));
}
