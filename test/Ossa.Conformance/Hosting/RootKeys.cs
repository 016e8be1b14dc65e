using System.Security.Cryptography;
using Ossa.Protocol.Signing;

namespace Ossa.Conformance.Hosting;

/// <summary>Root credentials for one test run: of the form that OSS gives out, and never the same twice.</summary>
public static class RootKeys
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static AccessKey Generate() =>
        new(
            "LTAI5t" + RandomNumberGenerator.GetString(Characters, 18),
            RandomNumberGenerator.GetString(Characters, 30)
        );
}
