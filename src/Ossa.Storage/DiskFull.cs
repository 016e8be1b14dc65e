namespace Ossa.Storage;

/// <summary>Recognizes the errors by which a file system says that there is no room.</summary>
internal static class DiskFull
{
    private const int NoSpaceUnix = 28;
    private const int QuotaLinux = 122;
    private const int QuotaMac = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether an error means that the disk or the quota is full.</summary>
    public static bool Caused(IOException error) =>
        OperatingSystem.IsWindows()
            ? error.HResult is WindowsDiskFull or WindowsHandleDiskFull
            : IsErrno(error.HResult);

    /// <summary>Whether an errno of this system means that the disk or the quota is full.</summary>
    public static bool IsErrno(int errno) =>
        errno == NoSpaceUnix || errno == (OperatingSystem.IsMacOS() ? QuotaMac : QuotaLinux);
}
