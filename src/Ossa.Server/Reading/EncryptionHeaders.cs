using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// How a write wants its object encrypted at rest. See https://www.alibabacloud.com/help/en/oss/user-guide/server-side-encryption-8.
/// </summary>
internal static class EncryptionHeaders
{
    public const string Aes256 = "AES256";
    public const string Kms = "KMS";

    /// <summary>The cipher of the Chinese standards, which this platform does not have.</summary>
    public const string Sm4 = "SM4";

    private static readonly string[] All =
    [
        OssHeaders.ServerSideEncryption,
        OssHeaders.ServerSideEncryptionKeyId,
        OssHeaders.ServerSideDataEncryption,
    ];

    /// <summary>What the request states, or null when it leaves it to the bucket.</summary>
    public static ObjectEncryption? Read(OssContext context)
    {
        RefuseInQuery(context);
        var algorithm = context.Stated(OssHeaders.ServerSideEncryption);
        var keyName = ReadKeyName(context, algorithm);
        RefuseOtherCipher(context);
        return algorithm switch
        {
            null => null,
            Aes256 => ObjectEncryption.Aes256,
            Kms => new ObjectEncryption(EncryptionAlgorithm.Kms, keyName ?? ""),
            Sm4 => throw NotThere(OssHeaders.ServerSideEncryption),
            _ => throw ListParameters.Invalid(
                OssErrors.InvalidEncryptionAlgorithm,
                OssHeaders.ServerSideEncryption,
                WireText.ToText(algorithm)
            ),
        };
    }

    /// <summary>
    /// Refuses it in what goes on with an upload: that was settled when it began. The name of its very key may stand there, as some clients
    /// send it along.
    /// </summary>
    public static void RefuseOnPart(OssContext context, ObjectEncryption? ofUpload)
    {
        RefuseInQuery(context);
        foreach (var name in All)
        {
            var isItsKey = name == OssHeaders.ServerSideEncryptionKeyId && context.Header(name) == ofUpload?.KeyName;
            if (context.Header(name) is { } value && !isItsKey)
            {
                throw ListParameters.Invalid(OssErrors.EncryptionOfPart, name, WireText.ToText(value));
            }
        }
    }

    /// <summary>Refuses it where there is no body to encrypt.</summary>
    public static void Refuse(OssContext context)
    {
        if (All.FirstOrDefault(name => context.Stated(name) is not null || context.Target.Has(name)) is { } found)
        {
            throw NotThere(found);
        }
    }

    private static string? ReadKeyName(OssContext context, string? algorithm) =>
        context.Stated(OssHeaders.ServerSideEncryptionKeyId) switch
        {
            null => null,
            "" => throw new OssException(
                OssErrors.EmptyEncryptionKeyId,
                "ArgumentName",
                OssHeaders.ServerSideEncryptionKeyId
            ),
            var name when algorithm != Kms => throw ListParameters.Invalid(
                OssErrors.EncryptionKeyIdWithoutKms,
                OssHeaders.ServerSideEncryptionKeyId,
                WireText.ToText(name)
            ),
            var name => name,
        };

    private static void RefuseOtherCipher(OssContext context)
    {
        if (context.Stated(OssHeaders.ServerSideDataEncryption) is not null)
        {
            throw NotThere(OssHeaders.ServerSideDataEncryption);
        }
    }

    /// <summary>Headers these are, and fields of forms; in a query nobody would look at them.</summary>
    private static void RefuseInQuery(OssContext context)
    {
        if (All.FirstOrDefault(context.Target.Has) is { } found)
        {
            throw NotThere(found);
        }
    }

    private static OssException NotThere(string header) => new(OssErrors.NotImplementedHeader, "Header", header);
}
