using System.Globalization;

namespace Ossa.Server.AccessLogs;

/// <summary>The log of one bucket on its way to one place.</summary>
/// <param name="Source">The bucket whose requests are logged.</param>
/// <param name="OwnerId">Its owner, who must own the target, too.</param>
/// <param name="Target">The bucket that the log is written to.</param>
/// <param name="Prefix">How the keys of the log begin.</param>
internal sealed record LogStream(string Source, string OwnerId, string Target, string Prefix)
{
    /// <summary>
    /// The key of an object of the log: prefix, bucket, the time in UTC and a number that tells objects of one second apart. See
    /// https://www.alibabacloud.com/help/en/oss/user-guide/logging.
    /// </summary>
    public string KeyOf(DateTimeOffset time, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{Source}{time.UtcDateTime:yyyy-MM-dd-HH-mm-ss}-{number:D4}"
        );
}
