namespace Ossa.Client.Aot;

/// <summary>All features, in an order in which each finds what it needs.</summary>
internal static class Features
{
    public static IEnumerable<Feature> Of(OssClient client, string endpoint, string bucket) =>
        [
            .. new BucketFeatures(client, bucket).All(),
            .. new ObjectFeatures(client, bucket).All(),
            .. new ListingFeatures(client, bucket).All(),
            .. new MultipartFeatures(client, bucket).All(),
            .. new SigningFeatures(client, bucket).All(),
            .. new SessionFeatures(endpoint).All(),
            .. new StatusFeatures(client).All(),
            .. new LinkFeatures(client, bucket).All(),
            .. new VersionFeatures(client, bucket).All(),
            .. new RemovalFeatures(client, bucket).All(),
        ];
}
