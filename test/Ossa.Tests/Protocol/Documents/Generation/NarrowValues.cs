using System.Reflection;
using CsCheck;
using Ossa.Protocol.Documents;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>Properties of documents that cannot hold all that their type can, since the wire cannot tell it or the reader refuses it.</summary>
internal static class NarrowValues
{
    /// <summary>Parts of documents in which an empty element says as little as none.</summary>
    private static readonly string[] WithoutEmptyTexts =
    [
        nameof(WebsiteIndexDocument),
        nameof(WebsiteErrorDocument),
        nameof(RoutingRuleDocument),
        nameof(RoutingConditionDocument),
        nameof(RoutingRedirectDocument),
        nameof(IncludeHeaderDocument),
        nameof(ServerSideEncryptionRule),
    ];

    /// <summary>The values that a property may have, or null where they are all of its type.</summary>
    public static Gen<object?>? Of(string owner, PropertyInfo property) =>
        (owner, property.Name) switch
        {
            // Written with its quotes, whether or not it had them.
            (_, "ETag") => NastyNames.Gen.Select(text => (object?)$"\"{text}\""),
            (_, "EncodingType") => OneOf(null, "url"),
            (nameof(BucketResourceGroupConfiguration), nameof(BucketResourceGroupConfiguration.ResourceGroupId)) =>
                Trimmed,
            (nameof(BucketStat), nameof(BucketStat.Standard)) => DocumentValues
                .Of(typeof(StorageClassStat))
                .Select(stat => AsBilled((StorageClassStat)stat!)),
            (nameof(CnameToken), nameof(CnameToken.ExpireTime)) => WholeSeconds,
            (nameof(CompleteMultipartUpload), nameof(CompleteMultipartUpload.Parts)) => DocumentValues.ListOf(
                typeof(CompletedPart),
                DocumentValues.Of(typeof(CompletedPart)),
                least: 1
            ),
            (nameof(ErrorDocument), nameof(ErrorDocument.Details)) => Details,
            (nameof(LifecycleConfiguration), nameof(LifecycleConfiguration.Rules)) => DocumentValues.ListOf(
                typeof(LifecycleRule),
                LifecycleValues.Rule.Select(rule => (object?)rule),
                least: 0
            ),
            (nameof(RefererConfiguration), nameof(RefererConfiguration.RefererList)) => NonEmptyTexts,
            (nameof(RefererConfiguration), nameof(RefererConfiguration.RefererBlacklist)) => NonEmptyTexts,
            (nameof(RequestPaymentConfiguration), nameof(RequestPaymentConfiguration.Payer)) => Trimmed,
            (nameof(VersioningConfiguration), nameof(VersioningConfiguration.Status)) => OneOf(
                null,
                VersioningConfiguration.Enabled,
                VersioningConfiguration.Suspended
            ),
            // Without these the whole says nothing.
            (nameof(ServerSideEncryptionRule), nameof(ServerSideEncryptionRule.SseAlgorithm)) => NonEmptyText,
            (nameof(WebsiteIndexDocument), nameof(WebsiteIndexDocument.Suffix)) => NonEmptyText,
            (nameof(WebsiteErrorDocument), nameof(WebsiteErrorDocument.Key)) => NonEmptyText,
            _ when property.PropertyType == typeof(string) && WithoutEmptyTexts.Contains(owner) =>
                DocumentValues.OrNull(NonEmptyText),
            _ => null,
        };

    /// <summary>Of Standard the wire has one figure of storage.</summary>
    private static object? AsBilled(StorageClassStat stat) => stat with { RealStorage = stat.Storage };

    private static Gen<object?> Trimmed => NastyNames.Gen.Select(text => (object?)text.Trim());

    private static Gen<object?> WholeSeconds =>
        Gen.Long[DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds()]
            .Select(seconds => (object?)DateTimeOffset.FromUnixTimeSeconds(seconds));

    private static Gen<object?> NonEmptyText =>
        NastyNames.Gen.Where(text => text.Length > 0).Select(text => (object?)text);

    private static Gen<object?> NonEmptyTexts => DocumentValues.ListOf(typeof(string), NonEmptyText, least: 0);

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
