using System.Text.Json;

namespace Ossa.Conformance.Tools;

/// <summary>
/// Something outside the .NET SDK that a test needs. A developer's machine may lack it, which skips the test visibly with the
/// line that installs it; where OSSA_FORBID_SKIP is 1, as in CI, lacking it is a failure.
/// </summary>
public sealed record Tool(string Name, string InstallLine, Func<string?> Find)
{
    public static readonly Tool Bash = FromPath("bash", "apt-get install bash");
    public static readonly Tool Caddy = FromPath("caddy", "apt-get install caddy");
    public static readonly Tool Curl = FromPath("curl", "apt-get install curl");
    public static readonly Tool Python = FromPath("python3", "apt-get install python3");
    public static readonly Tool Go = FromPath("go", "apt-get install golang-go");
    public static readonly Tool Java = FromPath("java", "apt-get install default-jdk-headless");
    public static readonly Tool JavaCompiler = FromPath("javac", "apt-get install default-jdk-headless");
    public static readonly Tool Node = FromPath("node", "apt-get install nodejs");
    public static readonly Tool Unzip = FromPath("unzip", "apt-get install unzip");
    public static readonly Tool Make = FromPath("make", "apt-get install make");
    public static readonly Tool GnuStep = FromPath("gnustep-config", "apt-get install libgnustep-base-dev");
    public static readonly Tool Nginx = FromPath("nginx", "apt-get install nginx-light");

    /// <summary>The browser that people use.</summary>
    public static readonly Tool Chromium = FromPath("chromium", "apt-get install chromium");

    /// <summary>
    /// What lays out and runs pages in it, which takes half as long; it has no viewer of documents. Where it is not, the whole browser does the same.
    /// </summary>
    public static readonly Tool ChromiumShell = new(
        "chromium-headless-shell",
        "apt-get install chromium-headless-shell",
        () => FindOnPath("chromium-headless-shell") ?? FindOnPath("chromium")
    );

    /// <summary>Debian's GCC; the Objective-C half of it is a package of its own.</summary>
    public static readonly Tool ObjectiveC = new("gcc with Objective-C", "apt-get install gobjc", FindObjectiveC);

    /// <summary>What links native .NET programs: a C compiler, and the library that they need beside the C library.</summary>
    public static readonly Tool NativeToolchain = new(
        "a C compiler with zlib's header",
        "apt-get install gcc libc6-dev zlib1g-dev",
        () => File.Exists("/usr/include/zlib.h") ? FindOnPath("clang") ?? FindOnPath("gcc") : null
    );

    /// <summary>The GOPATH under which Debian keeps the sources of Go libraries.</summary>
    public static readonly Tool GoOssSdk = new(
        "the Go SDK of OSS",
        "apt-get install golang-github-aliyun-aliyun-oss-go-sdk-dev",
        () => Directory.Exists("/usr/share/gocode/src/github.com/aliyun/aliyun-oss-go-sdk") ? "/usr/share/gocode" : null
    );

    /// <summary>The directory of the npm packages that the Node.js clients and the browser tests use.</summary>
    public static readonly Tool NodeModules = new(
        "npm packages",
        "npm ci --prefix test/Ossa.Conformance/Clients/nodejs",
        FindNodeModules
    );

    /// <summary>What makes glibc resolve bucket.localhost; curl and browsers do so by themselves.</summary>
    public static readonly Tool LocalhostNames = new(
        "the resolution of names under localhost",
        "apt-get install libnss-myhostname",
        FindLocalhostNames
    );

    /// <summary>Where the tool is; ends the test if it is missing.</summary>
    public string Require()
    {
        if (Find() is { } path)
        {
            return path;
        }

        MissingTool.Skip($"{Name} is missing; to install it: {InstallLine}");
        return "";
    }

    private static Tool FromPath(string program, string installLine) =>
        new(program, installLine, () => FindOnPath(program));

    private static string? FindOnPath(string program)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return directories.Select(directory => Path.Combine(directory, file)).FirstOrDefault(File.Exists);
    }

    private static string? FindObjectiveC()
    {
        const string compilers = "/usr/lib/gcc";
        var installed =
            Directory.Exists(compilers)
            && Directory.EnumerateFiles(compilers, "cc1obj", SearchOption.AllDirectories).Any();
        return installed ? FindOnPath("gcc") : null;
    }

    private static string? FindLocalhostNames()
    {
        const string services = "/etc/nsswitch.conf";
        var resolves =
            File.Exists(services)
            && File.ReadLines(services)
                .Any(line =>
                    line.StartsWith("hosts:", StringComparison.Ordinal)
                    && line.Split(' ').Any(service => service is "myhostname" or "resolve")
                );
        return resolves ? services : null;
    }

    private static string? FindNodeModules()
    {
        var directory = Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs");
        var modules = Path.Combine(directory, "node_modules");
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "package.json")));
        return package
            .RootElement.GetProperty("dependencies")
            .EnumerateObject()
            .All(dependency => Directory.Exists(Path.Combine(modules, dependency.Name)))
            ? modules
            : null;
    }
}
