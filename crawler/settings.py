"""Settings of the Scrapy project; `pressfacts crawl` adds the run, the proxy and the log file."""

from crawler.keeping import MOST_REDIRECTS

BOT_NAME = "pressfacts"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Nothing listens, nothing but http(s) is spoken, certificates are checked.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.PoliteHandler",
    "https": "crawler.handler.PoliteHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "crawler.addresses.CheckedResolver"
PRESSFACTS_PROXY = None
PRESSFACTS_RUN = None

# Limits of one answer: bytes as sent, seconds, redirects. Decoded: crawler/decode.py.
# What exceeds them is archived cut; Scrapy's own limits would throw away what came.
PRESSFACTS_ANSWER_BYTES = 10 * 1024 * 1024
PRESSFACTS_ANSWER_SECONDS = 25.0
# Limits of a run: bytes of a source as sent, bytes left free on the disk.
PRESSFACTS_SOURCE_BYTES = 2 * 1024**3
PRESSFACTS_FREE_BYTES = 1024**3
DOWNLOAD_MAXSIZE = 0
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = MOST_REDIRECTS
RETRY_TIMES = 2
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
]

# One connection a host; the pause between requests is kept by crawler/turns.py.
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Spiders yield requests only; Scrapy would start this many workers (100) for every answer.
CONCURRENT_ITEMS = 1
DOWNLOAD_DELAY = 0
# First come, first served: spiders hand out the newest first.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,ms,id,en;q=0.5",
}
REFERER_ENABLED = False

# Ours stand where Scrapy's stood; the archive is the nearest to the network.
ROBOTSTXT_OBEY = False
HTTPPROXY_ENABLED = False
METAREFRESH_ENABLED = False
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "crawler.manners.OwnHostsMiddleware": 50,
    "crawler.manners.RobotsMiddleware": 100,
    "crawler.decode.DecodeMiddleware": 590,
    "crawler.manners.HostCookiesMiddleware": 700,
    "crawler.archive.ConditionalMiddleware": 800,
    "crawler.archive.ArchiveMiddleware": 950,
}
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
}
LOG_LEVEL = "INFO"
