using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Engine;

/// <summary>Copies of objects that are larger than one upload may be.</summary>
public sealed class LargeCopyTests
{
    public static TheoryData<EngineKind> Kinds => TestStore.Kinds;

    private static CancellationToken Cancel => TestStore.Cancel;

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_object_larger_than_one_upload_is_copied_although_it_is_replaced_meanwhile(EngineKind kind)
    {
        await using var store = await TestStore.OpenAsync(kind, new EngineOptions { MaxBodyBytes = 150_000 });
        var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, "key", new NewObject(), Cancel);
        await store.PutPartAsync(upload, 1, new byte[110_000]);
        await store.PutPartAsync(upload, 2, new byte[110_000]);
        Assert.NotNull(await store.Engine.Uploads.CompleteAsync(store.Bucket, upload, null, Cancel));
        await using var source = await store.Engine.Objects.OpenAsync(store.Bucket, "key", null, Cancel);
        await store.PutAsync("key", Bytes.Of("replaced"));
        var copy = await store.Engine.Objects.CopyAsync(source!, store.Bucket, "copy", new NewObject(), Cancel);
        Assert.Equal(220_000, copy.Size);
        Assert.Equal(new byte[220_000], await store.ReadAsync("copy"));
    }
}
