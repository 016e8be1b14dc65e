namespace Ossa.Protocol.Documents;

/// <summary>
/// Who signed a request. See https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity.
/// </summary>
/// <param name="AccountId">The id of the account.</param>
/// <param name="Arn">The name of the account, the user or the role in full.</param>
/// <param name="IdentityType">Account, RAMUser or AssumedRoleUser.</param>
public sealed record CallerIdentity(string AccountId, string Arn, string IdentityType)
{
    /// <summary>Reads the answer of GetCallerIdentity.</summary>
    /// <exception cref="DocumentFormatException">It is none.</exception>
    public static CallerIdentity Read(Stream stream) => DocumentReader.Read(stream, "GetCallerIdentityResponse", Read);

    private static CallerIdentity Read(DocumentReader reader)
    {
        var identity = new CallerIdentity("", "", "");
        foreach (var name in reader.Children())
        {
            identity = name switch
            {
                "AccountId" => identity with { AccountId = reader.Text() },
                "Arn" => identity with { Arn = reader.Text() },
                "IdentityType" => identity with { IdentityType = reader.Text() },
                _ => identity,
            };
        }

        return identity.AccountId.Length > 0 ? identity : throw new DocumentFormatException("there is no AccountId.");
    }
}
