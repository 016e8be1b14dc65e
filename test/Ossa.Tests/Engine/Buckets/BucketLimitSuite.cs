using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;
using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Engine.Buckets;

/// <summary>The number of buckets, over an engine that the class names.</summary>
public abstract class BucketLimitSuite : IAsyncLifetime
{
    private readonly TimeProvider _time = TimeProvider.System;
    private StorageEngine? _storage;
    private OssaEngine? _engine;

    private OssaEngine Engine => _engine!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _storage = await OpenAsync();
        _engine = await OssaEngine.OpenAsync(_storage, new EngineOptions(), _time, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Close();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Many_creations_at_once_make_as_many_buckets_as_there_may_be()
    {
        Assert.Equal(Limits.MaxBuckets, await CreateManyAsync("first", 150));
        Assert.Equal(Limits.MaxBuckets, (await ListAsync()).Count);
        Assert.Equal(0, await CreateManyAsync("none", 10));
    }

    [Fact]
    public async Task Deletions_and_creations_at_once_keep_the_number_right()
    {
        await CreateManyAsync("old", 150);
        var gone = (await ListAsync()).Take(40).ToArray();
        var deletions = Task.WhenAll(
            gone.Select(bucket => Task.Run(() => Engine.Buckets.DeleteAsync(bucket, Cancel).AsTask(), Cancel))
        );
        var made = await CreateManyAsync("amid", 30);
        await deletions;
        made += await CreateManyAsync("then", 60);
        Assert.Equal(gone.Length, made);
        Assert.Equal(Limits.MaxBuckets, (await ListAsync()).Count);
    }

    [Fact]
    public async Task One_name_at_once_makes_one_bucket()
    {
        var made = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => CreateAsync("same-name"), Cancel))
        );
        Assert.Single(made.Select(bucket => bucket.Incarnation).Distinct());
        Assert.Equal(Limits.MaxBuckets - 1, await CreateManyAsync("more", 110));
    }

    [Fact]
    public async Task A_store_from_before_the_buckets_were_counted_is_counted()
    {
        await CreateManyAsync("old", 97);
        var control = new PartitionId("control");
        await _storage!.Metadata.ApplyAsync(
            control,
            new WriteBatch().Delete(RowFamily.Record, "n/buckets"u8.ToArray()),
            Cancel
        );
        await Engine.Buckets.DeleteAsync(await Engine.Buckets.GetAsync("old-0", Cancel), Cancel);
        Assert.Equal(4, await CreateManyAsync("new", 20));
        Assert.Equal(Limits.MaxBuckets, (await ListAsync()).Count);
    }

    private protected abstract Task<StorageEngine> OpenAsync();

    private protected virtual void Close() { }

    private async Task<int> CreateManyAsync(string prefix, int count)
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, count).Select(number => Task.Run(() => IsMadeAsync($"{prefix}-{number}"), Cancel))
        );
        return answers.Count(made => made);
    }

    private async Task<bool> IsMadeAsync(string name)
    {
        try
        {
            await CreateAsync(name);
            return true;
        }
        catch (OssException refused) when (refused.Error == OssErrors.TooManyBuckets)
        {
            return false;
        }
    }

    private async Task<Bucket> CreateAsync(string name) =>
        await Engine.Buckets.CreateAsync(name, Engine.AccountId, null, "Standard", "LRS", Cancel);

    private async Task<IReadOnlyList<Bucket>> ListAsync() =>
        await Engine.Buckets.ListOfAsync(Engine.AccountId, "", "", Cancel);
}
