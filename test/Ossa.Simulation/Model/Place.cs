namespace Ossa.Simulation.Model;

/// <summary>
/// What is linearizable by itself: one key of one bucket with all its versions, one upload with its parts, the bucket's versioning, or (without a
/// key) the bucket's existence. The zero byte, which no key has, tells them apart.
/// </summary>
internal sealed record Place(string Bucket, string? Key)
{
    private const string VersioningKey = "\0versioning";
    private const string UploadMark = "\0upload ";

    public bool IsUpload => Key?.Contains(UploadMark, StringComparison.Ordinal) == true;

    public static Place Versioning(string bucket) => new(bucket, VersioningKey);

    /// <summary>The upload that is to become this version of a key; its id is not known to those who were not answered.</summary>
    public static Place Upload(string bucket, string key, long version) => new(bucket, key + UploadMark + version);

    public override string ToString()
    {
        var key = Key?.Replace('\0', ' ');
        return key is null ? Bucket : $"{Bucket}/{(key.Length > 80 ? $"{key[..40]}...{key[^20..]}" : key)}";
    }
}
