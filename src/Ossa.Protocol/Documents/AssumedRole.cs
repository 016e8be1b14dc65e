using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Documents;

/// <summary>
/// A session of a role. See https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole.
/// </summary>
/// <param name="Key">The temporary credentials, which know when they end.</param>
/// <param name="Arn">The name of the session in full.</param>
public sealed record AssumedRole(AccessKey Key, string Arn)
{
    /// <summary>Reads the answer of AssumeRole.</summary>
    /// <exception cref="DocumentFormatException">It is none.</exception>
    public static AssumedRole Read(Stream stream) => DocumentReader.Read(stream, "AssumeRoleResponse", Read);

    private static AssumedRole Read(DocumentReader reader)
    {
        var role = new AssumedRole(new AccessKey("", ""), "");
        foreach (var name in reader.Children())
        {
            role = name switch
            {
                "Credentials" => role with { Key = ReadKey(reader) },
                "AssumedRoleUser" => role with { Arn = ReadArn(reader) },
                _ => role,
            };
        }

        return role.Key is { Id.Length: > 0, Secret.Length: > 0, SecurityToken.Length: > 0, ExpiresAt: not null }
            ? role
            : throw new DocumentFormatException("the credentials are not whole.");
    }

    private static AccessKey ReadKey(DocumentReader reader)
    {
        var key = new AccessKey("", "");
        foreach (var name in reader.Children())
        {
            key = name switch
            {
                "AccessKeyId" => key with { Id = reader.Text() },
                "AccessKeySecret" => key with { Secret = reader.Text() },
                "SecurityToken" => key with { SecurityToken = reader.Text() },
                "Expiration" => key with { ExpiresAt = ReadTime(reader.Text()) },
                _ => key,
            };
        }

        return key;
    }

    private static DateTimeOffset ReadTime(string text) =>
        SigningTime.TryParse(text, out var time)
            ? time
            : throw new DocumentFormatException("the Expiration is no time.");

    private static string ReadArn(DocumentReader reader)
    {
        var arn = "";
        foreach (var name in reader.Children())
        {
            arn = name == "Arn" ? reader.Text() : arn;
        }

        return arn;
    }
}
