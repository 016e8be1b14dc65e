using System.Text;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Simulation.Storage;
using Ossa.Storage.InMemory;

namespace Ossa.Simulation.Races;

/// <summary>Interleavings that the simulation has found to go wrong once.</summary>
public sealed class NullVersionRaceTests
{
    private const string Name = "a-bucket";
    private const string Key = "key";

    [Fact]
    public async Task Deleting_the_null_version_finds_it_while_a_write_puts_it_elsewhere()
    {
        await using var storage = InMemoryEngine.Create();
        var plain = await OpenAsync(storage);
        var made = await plain.Buckets.CreateAsync(
            Name,
            plain.AccountId,
            null,
            "Standard",
            "LRS",
            CancellationToken.None
        );
        await plain.Buckets.SetVersioningAsync(made, VersioningState.Suspended, CancellationToken.None);
        var bucket = await plain.Buckets.GetAsync(Name, CancellationToken.None);
        await PutAsync(plain, bucket, "first");

        // The third row that the deletion reads is the version's own, whose place it has from the one before.
        var hook = new BeforeGet(3, () => PutAsync(plain, bucket, "second"));
        var raced = await OpenAsync(HookedEngine.Upon(storage, hook));
        hook.Arm();
        var deleted = await raced.Objects.DeleteVersionAsync(bucket, Key, VersionId.Null, CancellationToken.None);

        Assert.True(hook.HasActed);
        Assert.Equal("second".Length, deleted?.Size);
        Assert.Null(await plain.Objects.FindAsync(bucket, Key, null, CancellationToken.None));
    }

    private static Task<OssaEngine> OpenAsync(Ossa.Storage.StorageEngine storage) =>
        OssaEngine.OpenAsync(storage, new EngineOptions(), TimeProvider.System, CancellationToken.None);

    private static async Task PutAsync(OssaEngine engine, Bucket bucket, string body)
    {
        var left = Encoding.UTF8.GetBytes(body).AsMemory();
        await engine.Objects.PutAsync(
            bucket,
            Key,
            new NewObject(),
            (buffer, _) =>
            {
                var count = left.Length;
                left.CopyTo(buffer);
                left = default;
                return new(count);
            },
            CancellationToken.None
        );
    }

    /// <summary>Acts once, before one of the readings that come after it was armed.</summary>
    private sealed class BeforeGet(int number, Func<Task> act) : IStorageHook
    {
        private int _left = int.MaxValue;

        public bool HasActed { get; private set; }

        public void Arm() => _left = number;

        public async ValueTask BeforeAsync(StorageCall call)
        {
            if (call == StorageCall.Get && --_left == 0)
            {
                HasActed = true;
                await act();
            }
        }

        public ValueTask AfterAsync(StorageCall call) => ValueTask.CompletedTask;
    }
}
