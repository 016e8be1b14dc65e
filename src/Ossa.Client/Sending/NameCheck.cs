using Ossa.Protocol.Names;

namespace Ossa.Client.Sending;

/// <summary>Refuses names that no bucket and no object can have.</summary>
internal static class NameCheck
{
    public static string Bucket(string bucket) =>
        BucketName.IsValid(bucket)
            ? bucket
            : throw new ArgumentException(
                $"'{bucket}' cannot be a bucket's name: that is {BucketName.MinLength} to {BucketName.MaxLength} lower-case letters, "
                    + "digits and hyphens, with a letter or digit at either end.",
                nameof(bucket)
            );

    public static string Key(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ObjectKey.IsValid(key)
            ? key
            : throw new ArgumentException(
                $"'{key}' cannot be an object's key: that is 1 to {ObjectKey.MaxBytes} bytes of UTF-8 that begin with neither a slash "
                    + "nor a backslash.",
                nameof(key)
            );
    }
}
