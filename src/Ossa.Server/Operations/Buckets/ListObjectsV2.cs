using System.Buffers.Text;
using System.Text;
using Ossa.Engine.Listing;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectsv2</summary>
internal sealed class ListObjectsV2 : Operation
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override string Name => "ListObjectsV2";

    public override Route Route { get; } = new("GET", Level.Bucket, "list-type=2");

    public override string Action => "oss:ListObjects";

    public override Need Need => Need.List;

    public override async Task HandleAsync(OssContext context)
    {
        var target = context.Target;
        var startAfter = ListParameters.KeyText(context, "start-after", OssErrors.ListingMarkerTooLong);
        var token = target["continuation-token"];
        var query = new ListQuery(
            ListParameters.KeyText(context, "prefix", OssErrors.ListingPrefixTooLong),
            ListParameters.Delimiter(context),
            string.IsNullOrEmpty(token) ? startAfter : ReadToken(token),
            ListParameters.MaxKeys(context, OssErrors.ListObjectsMaxKeysOutOfRange)
        );
        var encoding = ListParameters.EncodingType(context);
        var owner = target["fetch-owner"] == "true" ? Owners.Of(context) : null;
        var page = await context.Engine.Listing.ListAsync(context.Bucket, query, context.Aborted);
        await XmlAnswer.WriteAsync(
            context,
            new ListBucketResultV2
            {
                Name = context.Bucket.Name,
                Prefix = query.Prefix,
                MaxKeys = query.Limit,
                Delimiter = target.Has("delimiter") ? query.Delimiter : null,
                StartAfter = target.Has("start-after") ? startAfter : null,
                EncodingType = encoding,
                IsTruncated = page.Next is not null,
                ContinuationToken = token,
                NextContinuationToken = page.Next is { } next
                    ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(next))
                    : null,
                KeyCount = page.Objects.Count + page.CommonPrefixes.Count,
                Contents = [.. page.Objects.Select(entry => ObjectEntries.Of(entry, owner, context.Now))],
                CommonPrefixes = page.CommonPrefixes,
            }
        );
    }

    /// <summary>A token is the last entry of the page before, in a form that clients do not take for a key.</summary>
    private static string ReadToken(string token)
    {
        try
        {
            return Utf8.GetString(Base64Url.DecodeFromChars(token));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            throw ListParameters.Invalid(OssErrors.InvalidContinuationToken, "continuation-token", token);
        }
    }
}
