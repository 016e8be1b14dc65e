namespace Ossa.Server.Sharing;

/// <summary>A key that nobody else takes for a file that comes in, until it is disposed.</summary>
/// <param name="Key">The key.</param>
/// <param name="Release">Lets others have it.</param>
internal sealed record UploadClaim(string Key, Action Release) : IDisposable
{
    public void Dispose() => Release();
}
