using Ossa.Storage;
using Ossa.Storage.Checking;
using Ossa.Storage.InMemory;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;

namespace Ossa.Tests.Engine.Buckets;

public sealed class InMemoryBucketLimitTests : BucketLimitSuite
{
    private protected override Task<StorageEngine> OpenAsync() => Task.FromResult(InMemoryEngine.Create());
}

public sealed class CheckingBucketLimitTests : BucketLimitSuite
{
    private protected override Task<StorageEngine> OpenAsync() =>
        Task.FromResult(CheckingEngine.Over(InMemoryEngine.Create(), seed: 11, guardFailureRate: 0.3));
}

public sealed class LocalBucketLimitTests : BucketLimitSuite
{
    private readonly TemporaryDirectory _directory = new();

    private protected override Task<StorageEngine> OpenAsync() =>
        LocalEngine.OpenAsync(new() { Directory = _directory.Path }, default);

    private protected override void Close() => _directory.Dispose();
}
