using CsCheck;
using Ossa.Protocol.Documents;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>Properties of documents that cannot hold all that their type can, since the wire cannot tell it or the reader refuses it.</summary>
internal static class NarrowValues
{
    /// <summary>The values that a property may have, or null where they are all of its type.</summary>
    public static Gen<object?>? Of(string owner, string property) =>
        (owner, property) switch
        {
            // Written with its quotes, whether or not it had them.
            (_, "ETag") => NastyNames.Gen.Select(text => (object?)$"\"{text}\""),
            (_, "EncodingType") => OneOf(null, "url"),
            (nameof(BucketResourceGroupConfiguration), nameof(BucketResourceGroupConfiguration.ResourceGroupId)) =>
                Trimmed,
            (nameof(CnameToken), nameof(CnameToken.ExpireTime)) => WholeSeconds,
            (nameof(CompleteMultipartUpload), nameof(CompleteMultipartUpload.Parts)) => DocumentValues.ListOf(
                typeof(CompletedPart),
                DocumentValues.Of(typeof(CompletedPart)),
                least: 1
            ),
            (nameof(ErrorDocument), nameof(ErrorDocument.Details)) => Details,
            (nameof(RefererConfiguration), nameof(RefererConfiguration.RefererList)) => NonEmptyTexts,
            (nameof(RefererConfiguration), nameof(RefererConfiguration.RefererBlacklist)) => NonEmptyTexts,
            (nameof(RequestPaymentConfiguration), nameof(RequestPaymentConfiguration.Payer)) => Trimmed,
            (nameof(VersioningConfiguration), nameof(VersioningConfiguration.Status)) => OneOf(
                null,
                VersioningConfiguration.Enabled,
                VersioningConfiguration.Suspended
            ),
            _ => null,
        };

    private static Gen<object?> Trimmed => NastyNames.Gen.Select(text => (object?)text.Trim());

    private static Gen<object?> WholeSeconds =>
        Gen.Long[DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds()]
            .Select(seconds => (object?)DateTimeOffset.FromUnixTimeSeconds(seconds));

    private static Gen<object?> NonEmptyTexts =>
        DocumentValues.ListOf(
            typeof(string),
            NastyNames.Gen.Where(text => text.Length > 0).Select(text => (object?)text),
            least: 0
        );

    /// <summary>A detail is an element of its own name.</summary>
    private static Gen<object?> Details =>
        DocumentValues.ListOf(
            typeof(KeyValuePair<string, string>),
            Gen.Select(Gen.OneOf<string>(["Key", "BucketName", "ServerTime"]), NastyNames.Gen)
                .Select(pair => (object?)KeyValuePair.Create(pair.Item1, pair.Item2)),
            least: 0
        );

    public static Gen<object?> OneOf(params object?[] values) =>
        Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
