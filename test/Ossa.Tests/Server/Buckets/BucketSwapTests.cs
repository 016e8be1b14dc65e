using Ossa.Server.Operations;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

/// <summary>
/// What was allowed on a bucket is done to that bucket or not at all: when it was deleted meanwhile and another account has made one of the
/// same name, the new one is neither changed nor read.
/// </summary>
public sealed class BucketSwapTests
{
    /// <summary>They write objects and uploads, which are rows of the bucket that was found, or ask nothing of a bucket's own.</summary>
    private static readonly string[] NoSettings = ["DeleteMultipleObjects", "PostObject", "PutCname"];

    public static TheoryData<string> Settings => [.. BucketSetting.All.Select(setting => setting.Operation)];

    public static TheoryData<string> Documents =>
        [.. BucketSetting.All.Where(setting => setting.Body.Length > 0).Select(setting => setting.Operation)];

    public static TheoryData<string> Others =>
        [.. Served.Select(operation => operation.Name).Except(BucketSetting.All.Select(setting => setting.Operation))];

    private static IEnumerable<Operation> Served =>
        OperationCatalogue.All.Where(operation =>
            operation is not PlannedOperation && operation.Route.Level != Level.Service
        );

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_setting_goes_to_the_bucket_that_it_was_allowed_on_or_nowhere(string operation)
    {
        await using var swap = await BucketSwap.StartAsync();
        var setting = BucketSetting.Of(operation);
        var answer = await swap.AskAsync(setting.Method, null, setting.Query, setting.Body);
        Assert.Equal((404, "NoSuchBucket"), (answer.Status, answer.Code));
        Assert.Equal(swap.Made, await swap.RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_that_comes_late_goes_to_the_bucket_that_it_was_allowed_on_or_nowhere(string operation)
    {
        await using var swap = await BucketSwap.StartAsync();
        var setting = BucketSetting.Of(operation);
        var answer = await swap.HoldAsync(setting.Method, null, setting.Query, setting.Body);
        Assert.Equal((404, "NoSuchBucket"), (answer.Status, answer.Code));
        Assert.Equal(swap.Made, await swap.RowsAsync());
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("POST", "append&position=0")]
    [InlineData("PUT", "tagging")]
    public async Task A_body_that_comes_late_goes_to_the_bucket_that_it_was_allowed_in_or_nowhere(
        string method,
        string query
    )
    {
        await using var swap = await BucketSwap.StartAsync();
        const string body = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
        var answer = await swap.HoldAsync(method, BucketSwap.Key, query, body);
        Assert.Equal(404, answer.Status);
        Assert.Equal(swap.Made, await swap.RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Nothing_of_the_new_bucket_is_changed_or_told(string operation)
    {
        await using var swap = await BucketSwap.StartAsync();
        await swap.PutAsync();
        var route = Served.First(served => served.Name == operation).Route;
        var key = route.Level == Level.Object ? BucketSwap.Key : null;
        var body = route.Method is "PUT" or "POST" ? "<x/>" : null;
        KeyValuePair<string, string>[] headers = route.Header is { } header
            ? [new(header, $"/{BucketSwap.Bucket}/{BucketSwap.Key}")]
            : [];
        var answer = await swap.AskAsync(route.Method, key, route.SubResource ?? "", body, headers);
        Assert.DoesNotContain(BucketSwap.Secret, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            answer.Headers,
            header => header.Value.Contains(BucketSwap.Secret, StringComparison.OrdinalIgnoreCase)
        );
        Assert.Equal(swap.Made, await swap.RowsAsync());
    }

    [Fact]
    public void Every_operation_that_changes_a_bucket_is_held_to_it() =>
        Assert.Equal(
            Served
                .Where(operation =>
                    operation.Route is { Level: Level.Bucket, Method: not ("GET" or "HEAD" or "OPTIONS") }
                )
                .Select(operation => operation.Name)
                .Except(NoSettings)
                .Order(StringComparer.Ordinal),
            BucketSetting.All.Select(setting => setting.Operation).Order(StringComparer.Ordinal)
        );
}
