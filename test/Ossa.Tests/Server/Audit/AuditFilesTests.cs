using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Audit;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Audit;

/// <summary>The audit log in files: rotation, age, size, and what a crash leaves.</summary>
public sealed class AuditFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public void Lines_are_read_in_order_across_files_while_they_are_written()
    {
        using var files = Open(new AuditOptions { MaxFileBytes = 1 });
        var cursor = files.Open(since: null);
        for (var i = 0; i < 5; i++)
        {
            Append(files, $"{i}");
            Assert.Equal([$"{i}"], cursor.ReadOn());
        }

        Assert.Equal(5, AuditFileNames.In(_directory.Path).Length);
        Assert.Equal(["0", "1", "2", "3", "4"], new AuditFileCursor(_directory.Path).ReadOn());
    }

    [Fact]
    public void A_torn_line_at_the_end_is_not_read_and_a_new_start_goes_on_after_it()
    {
        using (var files = Open(new AuditOptions()))
        {
            Append(files, "whole");
        }

        File.AppendAllText(AuditFileNames.In(_directory.Path)[0], "to");
        using var again = Open(new AuditOptions());
        Append(again, "next");
        Assert.Equal(["whole", "next"], new AuditFileCursor(_directory.Path).ReadOn());
    }

    [Fact]
    public void Files_go_when_all_their_lines_are_too_old()
    {
        using var files = Open(new AuditOptions { KeepFor = TimeSpan.FromDays(3) });
        for (var day = 0; day < 6; day++)
        {
            Append(files, $"{day}");
            _time.Advance(TimeSpan.FromDays(1));
        }

        Append(files, "6");
        Assert.Equal(["3", "4", "5", "6"], new AuditFileCursor(_directory.Path).ReadOn());
    }

    [Fact]
    public void Whoever_looks_back_to_a_time_reads_no_file_that_was_complete_before_it()
    {
        using var files = Open(new AuditOptions { MaxFileBytes = 1 });
        var start = _time.GetUtcNow();
        for (var hour = 0; hour < 4; hour++)
        {
            Append(files, $"{hour}");
            _time.Advance(TimeSpan.FromHours(1));
        }

        foreach (var (since, first) in ((double, int)[])[(-1, 0), (0.5, 0), (1, 0), (1.5, 1), (3, 2), (9, 3)])
        {
            var read = files.Open(start.AddHours(since)).ReadOn();
            Assert.Equal(Enumerable.Range(first, 4 - first).Select(hour => $"{hour}"), read);
        }
    }

    [Fact]
    public void The_oldest_files_go_when_all_together_are_too_large()
    {
        using var files = Open(new AuditOptions { MaxFileBytes = 1, MaxBytes = 4 });
        for (var i = 0; i < 6; i++)
        {
            Append(files, $"{i}");
        }

        Assert.Equal(["3", "4", "5"], new AuditFileCursor(_directory.Path).ReadOn());
    }

    [Fact]
    public void Nobody_else_may_read_the_files()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var files = Open(new AuditOptions());
        Append(files, "line");
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(AuditFileNames.In(_directory.Path)[0])
        );
    }

    public void Dispose() => _directory.Dispose();

    private AuditFiles Open(AuditOptions options) => AuditFiles.Open(_directory.Path, options, _time);

    private static void Append(AuditFiles files, string line) => files.Append(Encoding.UTF8.GetBytes(line + "\n"));
}
