using Ossa.Storage;
using Ossa.Storage.Checking;
using Ossa.Storage.InMemory;
using Ossa.Storage.Local;

namespace Ossa.Tests.Storage;

public sealed class InMemoryRowTests : RowSuite
{
    private protected override Task<StorageEngine> OpenAsync() => Task.FromResult(InMemoryEngine.Create());
}

public sealed class InMemoryBlobTests : BlobSuite
{
    private protected override Task<StorageEngine> OpenAsync() => Task.FromResult(InMemoryEngine.Create());
}

public sealed class CheckingRowTests : RowSuite
{
    private protected override Task<StorageEngine> OpenAsync() =>
        Task.FromResult(CheckingEngine.Over(InMemoryEngine.Create(), seed: 7, guardFailureRate: 0.3));
}

public sealed class LocalRowTests : RowSuite
{
    private readonly TemporaryDirectory _directory = new();

    private protected override Task<StorageEngine> OpenAsync() =>
        LocalEngine.OpenAsync(new() { Directory = _directory.Path }, Cancel);

    private protected override void Close() => _directory.Dispose();
}

public sealed class LocalBlobTests : BlobSuite
{
    private readonly TemporaryDirectory _directory = new();

    private protected override Task<StorageEngine> OpenAsync() =>
        LocalEngine.OpenAsync(new() { Directory = _directory.Path }, Cancel);

    private protected override void Close() => _directory.Dispose();
}

public sealed class LocalWithFallbacksRowTests : RowSuite
{
    private readonly TemporaryDirectory _directory = new();

    private protected override Task<StorageEngine> OpenAsync() =>
        LocalEngine.OpenAsync(new() { Directory = _directory.Path, PortableFallbacks = true }, Cancel);

    private protected override void Close() => _directory.Dispose();
}

public sealed class LocalWithFallbacksBlobTests : BlobSuite
{
    private readonly TemporaryDirectory _directory = new();

    private protected override Task<StorageEngine> OpenAsync() =>
        LocalEngine.OpenAsync(new() { Directory = _directory.Path, PortableFallbacks = true }, Cancel);

    private protected override void Close() => _directory.Dispose();
}
