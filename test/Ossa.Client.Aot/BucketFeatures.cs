using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;

namespace Ossa.Client.Aot;

internal sealed class BucketFeatures(OssClient client, string bucket)
{
    public IEnumerable<Feature> All() =>
        [
            new(nameof(client.PutBucketAsync), PutAsync),
            new(nameof(client.GetBucketInfoAsync), InfoAsync),
            new(nameof(client.GetBucketLocationAsync), LocationAsync),
            new(nameof(client.ListBucketsAsync), ListAsync),
            new(nameof(client.ListBucketsPageAsync), ListPageAsync),
            new(nameof(client.PutBucketAclAsync), PutAclAsync),
            new(nameof(client.GetBucketAclAsync), GetAclAsync),
            new(nameof(client.PutBucketCorsAsync), PutCorsAsync),
            new(nameof(client.GetBucketCorsAsync), GetCorsAsync),
            new(nameof(client.DeleteBucketCorsAsync), DeleteCorsAsync),
        ];

    private Task PutAsync() =>
        client.PutBucketAsync(bucket, CannedAcl.Private, new CreateBucketConfiguration { StorageClass = "Standard" });

    private async Task InfoAsync()
    {
        var info = await client.GetBucketInfoAsync(bucket);
        Check.Equal((bucket, "private"), (info.Name, info.Acl));
    }

    private async Task LocationAsync() => Check.Equal("oss-cn-hangzhou", await client.GetBucketLocationAsync(bucket));

    private async Task ListAsync()
    {
        var names = new List<string>();
        await foreach (var entry in client.ListBucketsAsync(bucket))
        {
            names.Add(entry.Name);
        }

        Check.Equal(bucket, string.Join(',', names));
    }

    private async Task ListPageAsync()
    {
        var page = await client.ListBucketsPageAsync(bucket);
        Check.Equal((1, false), (page.Buckets.Count, page.IsTruncated));
    }

    private Task PutAclAsync() => client.PutBucketAclAsync(bucket, CannedAcl.PublicRead);

    private async Task GetAclAsync() => Check.Equal(CannedAcl.PublicRead, await client.GetBucketAclAsync(bucket));

    private Task PutCorsAsync() =>
        client.PutBucketCorsAsync(
            bucket,
            new CorsConfiguration
            {
                Rules =
                [
                    new CorsRuleDocument
                    {
                        AllowedOrigins = ["*"],
                        AllowedMethods = ["GET"],
                        MaxAgeSeconds = 60,
                    },
                ],
            }
        );

    private async Task GetCorsAsync()
    {
        var rule = (await client.GetBucketCorsAsync(bucket)).Rules.Single();
        Check.Equal(("*", "GET", 60), (rule.AllowedOrigins[0], rule.AllowedMethods[0], rule.MaxAgeSeconds ?? 0));
    }

    private async Task DeleteCorsAsync()
    {
        await client.DeleteBucketCorsAsync(bucket);
        await Check.RefusedAsync("NoSuchCORSConfiguration", () => client.GetBucketCorsAsync(bucket));
    }
}
